import { useTranslation } from 'react-i18next';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import type { Deposit } from './evidence.ts';

const tones = { received: 'warn', sequenced: 'busy', published: 'good' } as const;

/** How far a deposit is, and whose word stands behind it beside ours. */
export function StandingWords({
  deposit: { state, stamped, witnessed },
}: {
  deposit: Pick<Deposit, 'state' | 'stamped' | 'witnessed'>;
}) {
  const { t } = useTranslation();
  return (
    <span className="standing-words">
      <StateTag state={state} tone={tones[state]} />
      {witnessed > 0 && <Tag tone="good">{t('evidence.witnessed', { count: witnessed })}</Tag>}
      {stamped && <Tag tone="good">{t('evidence.stamped')}</Tag>}
      {state === 'published' && !stamped && witnessed === 0 && <Tag>{t('evidence.own_clock')}</Tag>}
    </span>
  );
}
