import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { useListQuery } from '../ui/useListQuery.ts';
import { texts } from './texts.ts';

const states = ['asked', 'granted', 'refused'] as const;
const load = (query: { page: number; size: number; state: (typeof states)[number] }) =>
  read(api.GET('/api/enterprises/applications', { params: { query } }));
type Row = Awaited<ReturnType<typeof load>>['rows'][number];

const tones: Readonly<Record<string, Tone>> = { asked: 'warn', granted: 'good', refused: 'bad' };

/** Firms that ask to join: each is compared with the register before an officer decides. */
export function ApplicationsPage() {
  const tx = useTexts(texts);
  const labels = useLabels();
  const query = useListQuery(['state']);
  const state = states.find((one) => one === query.one('state')) ?? 'asked';
  const [declining, setDeclining] = useState<Row | null>(null);
  const list = useQuery({
    queryKey: ['enterprises', 'applications', state, query.page, query.size],
    queryFn: () => load({ page: query.page, size: query.size, state }),
    placeholderData: keepPreviousData,
  });
  const words = { asked: tx('state_asked'), granted: tx('state_granted'), refused: tx('state_refused') };
  return (
    <>
      <PageHead
        title={tx('applications')}
        purpose={tx('applications_purpose')}
        parents={[{ title: labels.noun('enterprises'), path: paths.enterprises }]}
      />
      <DataTable<Row>
        label={tx('applications')}
        columns={useColumns(setDeclining, words)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        filters={[
          {
            key: 'state',
            label: labels.verb('approve'),
            options: states.map((value) => ({ value, label: words[value] })),
          },
        ]}
        empty={{ title: tx('applications_empty'), text: tx('applications_empty_why') }}
      />
      <DeclineForm row={declining} onClose={() => setDeclining(null)} />
    </>
  );
}

function useColumns(decline: (row: Row) => void, words: Readonly<Record<string, string>>): Column<Row>[] {
  const tx = useTexts(texts);
  const claimOf = ({ claim, state }: Row) => {
    if (state !== 'asked') return null;
    if (!claim) return <Tag>{tx('claim_none')}</Tag>;
    return (
      <>
        <Link to={paths.enterprise(claim.id)}>{claim.name}</Link>{' '}
        <Tag tone={claim.joined ? 'bad' : 'busy'}>
          {tx(claim.joined ? 'claim_joined' : claim.by === 'code' ? 'claim_code' : 'claim_name')}
        </Tag>
      </>
    );
  };
  return [
    {
      key: 'name',
      title: tx('name'),
      render: (row) => (
        <>
          <strong>{row.name}</strong>
          <div className="muted">
            {row.credit_code} · {row.division_name}
          </div>
          {row.note && <div className="muted">{row.note}</div>}
        </>
      ),
    },
    {
      key: 'applicant',
      title: tx('applicant'),
      width: 150,
      render: (row) => `${row.contact_name} ${row.contact_phone}`,
    },
    { key: 'asked', title: tx('asked_at'), width: 140, render: (row) => <InstantText at={row.asked_at} /> },
    { key: 'claim', title: tx('claim'), width: 240, render: claimOf },
    {
      key: 'acts',
      title: '',
      width: 220,
      render: (row) =>
        row.state === 'asked' ? (
          <Acts row={row} decline={decline} />
        ) : (
          <>
            <Tag tone={tones[row.state] ?? 'plain'}>{words[row.state] ?? row.state}</Tag> {row.reason}
          </>
        ),
    },
  ];
}

function Acts({ row, decline }: { row: Row; decline: (row: Row) => void }) {
  const tx = useTexts(texts);
  const { modal } = App.useApp();
  const approve = useAct(
    ({ id, version }: Row, once) =>
      api.POST('/api/enterprises/applications/{id}/approve', { params: { path: { id } }, body: { version }, ...once }),
    { done: tx('approved'), refresh: ['enterprises'] },
  );
  const ask = () =>
    modal.confirm({
      title: tx('approve_title', { name: row.name }),
      content: tx('approve_what', { person: row.contact_name }),
      okText: tx('approve'),
      onOk: () => approve.run(row),
    });
  return (
    <span className="row">
      <ActButton
        act="enterprise.approve"
        type="primary"
        size="small"
        loading={approve.busy}
        reason={row.claim?.joined ? tx('claim_joined') : null}
        onClick={ask}
      />
      <ActButton act="enterprise.decline" size="small" onClick={() => decline(row)}>
        {tx('decline')}
      </ActButton>
    </span>
  );
}

function DeclineForm({ row, onClose }: { row: Row | null; onClose: () => void }) {
  const tx = useTexts(texts);
  const decline = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/enterprises/applications/{id}/decline', {
        params: { path: { id: row?.id ?? '' } },
        body: { version: row?.version ?? 1, reason: reason.trim() },
        ...once,
      }),
    { done: tx('declined'), refresh: ['enterprises'], silent: true },
  );
  return (
    <ReasonModal
      open={row !== null}
      onClose={onClose}
      title={tx('decline_title', { name: row?.name ?? '' })}
      intro={tx('decline_intro')}
      submitLabel={tx('decline')}
      danger
      act={decline}
    />
  );
}
