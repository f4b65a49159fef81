import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/labels.ts';
import { InstantText, instantLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { type Chain, chainTones, useChainWords } from './exhibits.ts';
import './exhibits.css';

/** In a list: whether the chain of custody is complete, and since when it is not. */
export function ChainTag({ chain: { state, since }, steps }: { chain: Chain; steps: number }) {
  const { t } = useTranslation();
  const wordOf = useChainWords();
  if (steps === 0) return <span className="muted">{t('exhibits.chain_not_begun')}</span>;
  return (
    <span className="chain-tag">
      <Tag tone={chainTones[state]}>{wordOf(state)}</Tag>
      {since && (
        <small className="muted">
          <InstantText at={since} />
        </small>
      )}
    </span>
  );
}

const kindsOfAlert = { complete: 'success', open: 'warning', broken: 'error' } as const;

/** On the page of an exhibit: the verdict in a sentence, with every gap that stands and its step. */
export function ChainVerdict({ chain, steps }: { chain: Chain; steps: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sentenceOf = useGapSentence();
  if (steps === 0) return <Alert type="info" showIcon title={t('exhibits.chain_none')} />;
  const since = chain.since === null ? '' : instantLabel(chain.since, language);
  const title =
    chain.state === 'complete'
      ? t('exhibits.chain_is_complete', { count: steps })
      : t(chain.state === 'open' ? 'exhibits.chain_is_open' : 'exhibits.chain_is_broken', { since });
  return (
    <Alert
      type={kindsOfAlert[chain.state]}
      showIcon
      title={title}
      description={
        chain.gaps.length === 0 ? undefined : (
          <ul className="plain-list">
            {chain.gaps.map(({ kind, step }) => (
              <li key={`${kind}${step}`}>{sentenceOf(kind, step)}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

type Gap = Chain['gaps'][number]['kind'];

function useGapSentence(): (kind: Gap, step: number) => string {
  const { t } = useTranslation();
  return (kind, step) => {
    const words: Readonly<Record<Gap, string>> = {
      digest_differs: t('exhibits.gap_digest_differs', { step }),
      seal_broken: t('exhibits.gap_seal_broken', { step }),
      not_received: t('exhibits.gap_not_received', { step }),
      not_resealed: t('exhibits.gap_not_resealed', { step }),
    };
    return words[kind];
  };
}
