import { useTranslation } from 'react-i18next';
import { sentenceFor } from '#domain/sentences.ts';
import { useLanguage } from '../i18n/labels.ts';
import { InstantText } from './DayText.tsx';
import { StateTag, Tag } from './StateTag.tsx';
import './outside.css';

type Props = {
  state: string;
  seen_at: string | null;
  failing_since: string | null;
  failure: { reason: string; facts: Record<string, string | number> } | null;
  /** What is said of one that was never heard from. */
  silent: string;
};

/** How somebody outside fares whom the product asks for something: answers, or since when not and why. */
export function OutsideState({ state, seen_at, failing_since, failure, silent }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (state !== 'active') return <StateTag state={state} />;
  if (failing_since !== null)
    return (
      <span className="two-lines">
        <span>
          <Tag tone="bad">{t('ui.failing')}</Tag>{' '}
          <span className="muted no-wrap">
            {t('ui.since')} <InstantText at={failing_since} />
          </span>
        </span>
        {failure && <span className="wraps">{sentenceFor(failure.reason, failure.facts, language)}</span>}
      </span>
    );
  if (seen_at === null) return <span className="muted">{silent}</span>;
  return (
    <span>
      <Tag tone="good">{t('ui.answers')}</Tag>{' '}
      <span className="muted no-wrap">
        <InstantText at={seen_at} />
      </span>
    </span>
  );
}
