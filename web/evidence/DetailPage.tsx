import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { pathOf, paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { CopyLine } from '../ui/CopyLine.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sizeText } from '../ui/sizeText.ts';
import { useAct } from '../ui/useAct.ts';
import { loadDeposit, numberOf, refreshWhile, type ShownDeposit } from './evidence.ts';
import { useKindLabel } from './kinds.ts';
import { ProofButton } from './ProofButton.tsx';
import { StandingWords } from './StandingWords.tsx';
import { StatementCard } from './StatementCard.tsx';
import { StepsCard } from './StepsCard.tsx';
import './evidence.css';

/** One deposit: what it is, how far it is and on whose word, and what can be taken along. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const deposit = useQuery({
    queryKey: ['evidence', 'one', id],
    queryFn: () => loadDeposit(id),
    refetchInterval: ({ state }) => refreshWhile(state.data ? [state.data] : undefined),
  });
  if (deposit.error)
    return <Failed page={labels.noun('evidence')} error={deposit.error} retry={() => void deposit.refetch()} />;
  if (!deposit.data) return <Loading />;
  return <Detail deposit={deposit.data} />;
}

function Detail({ deposit }: { deposit: ShownDeposit }) {
  const labels = useLabels();
  const kindOf = useKindLabel();
  return (
    <>
      <PageHead
        title={deposit.title ?? kindOf(deposit.kind)}
        {...(deposit.subject ? { purpose: deposit.subject } : {})}
        tags={<StandingWords deposit={deposit} />}
        parents={[{ title: labels.noun('evidence'), path: paths.evidence }]}
        primary={<ProofButton deposit={deposit} type="primary" />}
        secondary={<MoreActs deposit={deposit} />}
      />
      <div className="evidence-page">
        <div className="stack">
          <StepsCard deposit={deposit} />
          {deposit.statement !== null && <StatementCard text={deposit.statement} />}
        </div>
        <div className="stack">
          <FactsCard deposit={deposit} />
          <CheckCard deposit={deposit} />
        </div>
      </div>
    </>
  );
}

function MoreActs({ deposit: { id, state, waiting_stamps, authorities } }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  const ask = useAct((_: object, once) => api.POST('/api/evidence/{id}/token', { params: { path: { id } }, ...once }), {
    refresh: ['evidence'],
    done: t('evidence.stamp_asked'),
  });
  const later = state === 'published' ? null : t('evidence.proof_later');
  const asked = waiting_stamps > 0 ? t('evidence.stamp_waiting', { count: waiting_stamps }) : later;
  const reason = authorities === 0 ? t('evidence.no_authority') : asked;
  return (
    <>
      {state === 'published' && <Link to={paths.certificate(id)}>{t('evidence.certificate')}</Link>}
      <ActButton act="evidence.request-token" reason={reason} loading={ask.busy} onClick={() => void ask.run({})} />
    </>
  );
}

function FactsCard({ deposit }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  const kindOf = useKindLabel();
  const { kind, at, index, size, files, sha256, tool, organisation_name, noun, row_id, title } = deposit;
  const row = noun && row_id ? pathOf(noun, row_id) : null;
  return (
    <section className="card" aria-labelledby="evidence-facts">
      <h2 id="evidence-facts">{t('evidence.facts')}</h2>
      <dl className="facts">
        <dt>{t('evidence.kind')}</dt>
        <dd>{row ? <Link to={row}>{kindOf(kind)}</Link> : kindOf(kind)}</dd>
        {title && (
          <>
            <dt>{t('evidence.title')}</dt>
            <dd>{title}</dd>
          </>
        )}
        <dt>{t('evidence.organisation')}</dt>
        <dd>{organisation_name ?? t('evidence.installation')}</dd>
        <dt>{t('evidence.at')}</dt>
        <dd>
          <InstantText at={at} />
        </dd>
        <dt>{t('evidence.index')}</dt>
        <dd className="numbers">{numberOf(index)}</dd>
        {size !== null && (
          <>
            <dt>{t(kind === 'manifest' ? 'evidence.manifest_size' : 'evidence.size')}</dt>
            <dd>{sizeText(size)}</dd>
          </>
        )}
        {kind === 'manifest' && files !== null && (
          <>
            <dt>{t('evidence.files')}</dt>
            <dd>{t('evidence.files_count', { count: files })}</dd>
          </>
        )}
        {tool && (
          <>
            <dt>{t('evidence.tool')}</dt>
            <dd>{tool}</dd>
          </>
        )}
      </dl>
      {sha256 && (
        <div className="digest-copy">
          <small className="muted">SHA-256</small>
          <CopyLine text={sha256} name="SHA-256" />
        </div>
      )}
    </section>
  );
}

function CheckCard({ deposit: { statement } }: { deposit: ShownDeposit }) {
  const { t } = useTranslation();
  return (
    <section className="card in-text" aria-labelledby="evidence-check">
      <h2 id="evidence-check">{t('evidence.check')}</h2>
      <p>{t(statement === null ? 'evidence.check_file' : 'evidence.check_act')}</p>
      <p>
        <a href={paths.verify}>{t('evidence.check_open')}</a>
      </p>
    </section>
  );
}
