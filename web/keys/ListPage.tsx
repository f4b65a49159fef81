import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyStates } from '#domain/keys/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import { IssueForm } from './IssueForm.tsx';
import { type Key, readKeys } from './keys.ts';
import { type Shown, ShownKey } from './ShownKey.tsx';
import './keys.css';

/** The keys with which programs of one's own organisation deposit evidence. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const query = useListQuery([]);
  const [issuing, setIssuing] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [ending, setEnding] = useState<Key | null>(null);
  const list = useQuery({
    queryKey: ['keys', query.page, query.size],
    queryFn: () => readKeys(query.page, query.size),
    placeholderData: keepPreviousData,
  });
  const issue = (
    <ActButton type="primary" act="key.issue" onClick={() => setIssuing(true)}>
      {t('keys.issue')}
    </ActButton>
  );
  return (
    <>
      <PageHead title={labels.noun('keys')} purpose={t('keys.purpose')} primary={issue} />
      <DataTable
        label={labels.noun('keys')}
        columns={useColumns(setEnding)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        empty={{ title: t('keys.empty'), text: t('keys.empty_why'), action: issue }}
      />
      <IssueForm open={issuing} onClose={() => setIssuing(false)} onIssued={setShown} />
      {shown && <ShownKey shown={shown} onClose={() => setShown(null)} />}
      {ending && <EndKey row={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function useColumns(end: (row: Key) => void): Column<Key>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('keys.name'), render: (row) => <strong>{row.name}</strong> },
    { key: 'state', title: t('keys.state'), render: (row) => <State row={row} /> },
    { key: 'by', title: t('keys.issued_by'), render: (row) => row.issued_by_name },
    {
      key: 'created',
      title: t('keys.created_at'),
      render: (row) => <InstantText at={row.created_at} />,
      phone: 'hide',
    },
    { key: 'expires', title: t('keys.expires_at'), render: (row) => <InstantText at={row.expires_at} /> },
    {
      key: 'seen',
      title: t('keys.seen_at'),
      render: (row) =>
        row.seen_at ? <InstantText at={row.seen_at} /> : <span className="muted">{t('keys.never_used')}</span>,
    },
    {
      key: 'acts',
      title: t('keys.acts'),
      phone: 'corner',
      render: (row) => (
        <ActButton
          size="small"
          act="key.revoke"
          machine={{ table: keyStates, state: row.state }}
          aria-label={t('keys.revoke_of', { name: row.name })}
          onClick={() => end(row)}
        />
      ),
    },
  ];
}

function State({ row: { state, reason } }: { row: Key }) {
  return (
    <>
      <StateTag state={state} />
      {reason && <div className="muted key-reason">{reason}</div>}
    </>
  );
}

function EndKey({ row, onClose }: { row: Key; onClose: () => void }) {
  const { t } = useTranslation();
  const revoke = useAct(
    (body: { reason: string }, once) =>
      api.POST('/api/keys/{id}/revoke', { params: { path: { id: row.id } }, body, ...once }),
    { done: t('keys.revoked'), refresh: ['keys'], silent: true },
  );
  return (
    <ReasonModal
      open
      onClose={onClose}
      title={t('keys.revoke_of', { name: row.name })}
      intro={t('keys.revoke_why')}
      danger
      act={revoke}
    />
  );
}
