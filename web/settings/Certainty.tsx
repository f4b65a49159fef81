import { useTranslation } from 'react-i18next';
import { isUnsure } from '#domain/settings/rules.ts';
import { Tag } from '../ui/StateTag.tsx';
import { certainties } from './settings.ts';

/** What the letters mean, in a few words. */
export function useCertainty(): (certainty: string) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<string, string>> = {
    T: t('settings.certainty_t'),
    P: t('settings.certainty_p'),
    M: t('settings.certainty_m'),
    '?': t('settings.certainty_q'),
  };
  return (certainty) => words[certainty] ?? certainty;
}

export function CertaintyTag({ certainty }: { certainty: string }) {
  const words = useCertainty();
  return <Tag tone={isUnsure(certainty) ? 'warn' : 'good'}>{words(certainty)}</Tag>;
}

/** The letters explained, and how many rows somebody should look at. */
export function CertaintyWords({ unsure }: { unsure: number | undefined }) {
  const { t } = useTranslation();
  const why: Readonly<Record<string, string>> = {
    T: t('settings.certainty_t_why'),
    P: t('settings.certainty_p_why'),
    M: t('settings.certainty_m_why'),
    '?': t('settings.certainty_q_why'),
  };
  return (
    <details className="card certainty-words">
      <summary>
        {t('settings.certainty_what')}
        {unsure !== undefined && unsure > 0 && (
          <strong className="warn"> {t('settings.unsure', { count: unsure })}</strong>
        )}
      </summary>
      <dl className="facts">
        {certainties.map((certainty) => (
          <div key={certainty} className="certainty-line">
            <dt>
              <CertaintyTag certainty={certainty} />
            </dt>
            <dd>{why[certainty]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
