import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { agreementStates } from '#domain/agreements/schema.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { AgreementForm } from './AgreementForm.tsx';
import { AskForm } from './AskForm.tsx';
import { type Agreement, kinds, useKindWords } from './agreements.ts';
import { stateTones } from './parts.tsx';
import { agreementTexts } from './texts.ts';

type Row = Pick<
  Agreement,
  'id' | 'number' | 'kind' | 'state' | 'party' | 'party_firm' | 'signed_on' | 'to_on' | 'secrets' | 'unpaid_days'
>;

const sorts = ['number', '-number', 'to_on', '-to_on', 'signed_on', '-signed_on'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const kind = kinds.find((one) => one === query.one('kind'));
  const state = agreementStates.find((one) => one === query.one('state'));
  const sort = sorts.find((one) => one === query.sort);
  const member = query.one('member');
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(member ? { member } : {}),
    ...(query.one('alarm') === 'unpaid' ? { alarm: 'unpaid' as const } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** What people of the firm and its partners sign; an employee sees the own. */
export function ListPage() {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const labels = useLabels();
  const kindOf = useKindWords();
  const officer = useMay()('agreement.add');
  const { message } = App.useApp();
  const query = useListQuery(['kind', 'state', 'member', 'alarm']);
  const [params] = useSearchParams();
  const [adding, setAdding] = useState(officer && params.get('do') === 'add');
  const [asking, setAsking] = useState(false);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['agreements', 'list', query.page, query.size, filter],
    queryFn: () =>
      read(api.GET('/api/agreements', { params: { query: { page: query.page, size: query.size, ...filter } } })),
    placeholderData: keepPreviousData,
  });
  const exportList = () =>
    download(`/api/agreements/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, common));
    });
  return (
    <>
      <PageHead
        title={labels.noun('agreements')}
        purpose={t(officer ? 'purpose' : 'purpose_own')}
        secondary={
          <>
            <Link to={paths.learnings}>{labels.noun('learnings')}</Link>
            {officer && (
              <ActButton act="agreement.ask-people" onClick={() => setAsking(true)}>
                {t('ask_many')}
              </ActButton>
            )}
          </>
        }
        {...(officer
          ? {
              primary: (
                <ActButton type="primary" act="agreement.add" onClick={() => setAdding(true)}>
                  {t('add')}
                </ActButton>
              ),
            }
          : {})}
      />
      {officer && list.data && <Notices unsigned={list.data.unsigned} unpaid={list.data.unpaid} query={query} />}
      <DataTable
        label={labels.noun('agreements')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => t('title', { number: row.number, kind: kindOf(row.kind) })}
        query={query}
        search={t('search')}
        filters={[
          { key: 'kind', label: t('kind'), options: kinds.map((value) => ({ value, label: kindOf(value) })) },
          {
            key: 'state',
            label: t('state'),
            options: agreementStates.map((value) => ({ value, label: labels.state(value) })),
          },
          {
            key: 'alarm',
            label: t('pays'),
            options: [{ value: 'unpaid', label: t('pay_due') }],
          },
        ]}
        onExport={exportList}
        empty={officer ? { title: t('empty'), text: t('empty_why') } : { title: t('empty_own') }}
      />
      {asking && <AskForm onClose={() => setAsking(false)} />}
      {adding && <AgreementForm wanted={params.get('member')} onClose={() => setAdding(false)} />}
    </>
  );
}

function Notices({ unsigned, unpaid, query }: { unsigned: number; unpaid: number; query: ListQuery }) {
  const t = useTexts(agreementTexts);
  const show = (filters: Record<string, readonly string[]>) => (
    <button type="button" className="link-button" onClick={() => query.set({ filters })}>
      {t('show_them')}
    </button>
  );
  return (
    <div className="stack">
      {unpaid > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('unpaid_count', { count: unpaid })}
          action={show({ alarm: ['unpaid'] })}
        />
      )}
      {unsigned > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('unsigned_count', { count: unsigned })}
          action={show({ state: ['sent'] })}
        />
      )}
    </div>
  );
}

function useColumns(): Column<Row>[] {
  const { t: common } = useTranslation();
  const t = useTexts(agreementTexts);
  const kindOf = useKindWords();
  return [
    {
      key: 'number',
      title: t('number'),
      sort: 'number',
      render: ({ id, number, kind }) => (
        <Link to={paths.agreement(id)}>{t('title', { number, kind: kindOf(kind) })}</Link>
      ),
    },
    {
      key: 'party',
      title: t('party'),
      render: ({ party, party_firm }) => [party, party_firm].filter(Boolean).join('，'),
    },
    {
      key: 'state',
      title: t('state'),
      width: 120,
      render: ({ state }) => <StateTag state={state} tone={stateTones[state]} />,
    },
    {
      key: 'unpaid',
      title: t('pays'),
      width: 120,
      render: ({ unpaid_days }) =>
        unpaid_days === null ? '' : <Tag tone="bad">{t('unpaid_days', { days: unpaid_days })}</Tag>,
    },
    { key: 'secrets', title: t('secrets'), width: 140, render: ({ secrets }) => secrets.join(common('ui.comma')) },
    {
      key: 'signed_on',
      title: t('signed_on'),
      sort: 'signed_on',
      width: 120,
      render: ({ signed_on }) => (signed_on ? <DayText day={signed_on} /> : ''),
    },
    {
      key: 'to_on',
      title: t('to_on'),
      sort: 'to_on',
      width: 120,
      render: ({ to_on }) => (to_on ? <DayText day={to_on} /> : ''),
    },
  ];
}
