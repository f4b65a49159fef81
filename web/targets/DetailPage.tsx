import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../api.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { useStanding } from '../standing.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { HistoryCard } from './HistoryCard.tsx';
import { OverrideForm } from './OverrideForm.tsx';
import { PartTree } from './PartTree.tsx';
import { RowsBehind } from './RowsBehind.tsx';
import { SplitForm } from './SplitForm.tsx';
import { TargetEditForm } from './TargetForm.tsx';
import { stale, type Target, targetQuery } from './targets.ts';
import { FactsCard, OverrideCard, ValueCard } from './ValueCards.tsx';
import { useOfficeReason } from './words.ts';
import './targets.css';

/** One target: its number and the rows behind it, its history and where it goes, what was set by hand, its parts. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const target = useQuery(targetQuery(id));
  if (target.error)
    return <Failed page={labels.noun('targets')} error={target.error} retry={() => void target.refetch()} />;
  if (!target.data) return <Loading />;
  return <Detail target={target.data} />;
}

function Detail({ target }: { target: Target }) {
  const labels = useLabels();
  const { tone, label } = useStanding()(target.standing);
  const parents = [
    { title: labels.noun('targets'), path: paths.targets },
    { title: target.programme_title, path: paths.programme(target.programme) },
  ];
  const place = target.division_name ?? target.organisation_name;
  return (
    <>
      <PageHead
        title={place ? `${target.subject_text} · ${place}` : target.subject_text}
        tags={<Tag tone={tone}>{label}</Tag>}
        parents={parents}
        {...useHeadActs(target)}
      />
      <div className="target-page">
        <div className="stack">
          <ValueCard target={target} />
          <HistoryCard target={target} />
          <PartTree target={target} />
          <RowsBehind target={target} />
        </div>
        <div className="stack">
          <FactsCard target={target} />
          <OverrideCard target={target} />
          <EvidenceOfRow noun="target" row={target.id} />
        </div>
      </div>
    </>
  );
}

type Opened = 'override' | 'split' | 'edit' | null;

function useHeadActs(target: Target) {
  const { t } = useTranslation();
  const { post } = useSession();
  const [open, setOpen] = useState<Opened>(null);
  const path = { params: { path: { id: target.id } } };
  const office = useOfficeReason()(target, post?.organisation);
  const cancelled = target.state === 'cancelled';
  const reason = office ?? (cancelled ? t('targets.is_cancelled') : null);
  const withdraw = useAct((_: object, once) => api.POST('/api/targets/{id}/withdraw', { ...path, ...once }), {
    refresh: stale,
  });
  const move = useAct(
    (state: 'active' | 'cancelled', once) =>
      api.POST('/api/targets/{id}/edit', { ...path, body: { version: target.version, state }, ...once }),
    { refresh: stale },
  );
  const close = () => setOpen(null);
  const isPart = target.parent ? t('targets.is_part') : null;
  return {
    primary: <ActButton type="primary" act="target.override" reason={reason} onClick={() => setOpen('override')} />,
    secondary: (
      <>
        <ActButton act="target.split" reason={reason ?? isPart} onClick={() => setOpen('split')} />
        <ActMenu
          of={target.subject_text}
          acts={[
            { key: 'edit', act: 'target.edit', reason, run: () => setOpen('edit') },
            {
              key: 'withdraw',
              act: 'target.withdraw',
              reason: reason ?? (target.override ? null : t('targets.no_override')),
              run: () => void withdraw.run({}),
            },
            cancelled
              ? {
                  key: 'back',
                  act: 'target.edit',
                  label: t('targets.put_back'),
                  reason: office,
                  run: () => void move.run('active'),
                }
              : {
                  key: 'cancel',
                  act: 'target.edit',
                  label: t('targets.take_out'),
                  danger: true,
                  reason,
                  run: () => void move.run('cancelled'),
                },
          ]}
        />
        {target.parent && <Link to={paths.target(target.parent)}>{t('targets.whole')}</Link>}
        <OverrideForm open={open === 'override'} onClose={close} target={target} />
        <SplitForm open={open === 'split'} onClose={close} target={target} />
        <TargetEditForm open={open === 'edit'} onClose={close} target={target} />
      </>
    ),
  };
}
