import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { depositKinds } from '#domain/evidence/kinds.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { type Deposit, loadDeposits, numberOf, type Question, refreshWhile } from './evidence.ts';
import { FindByFile } from './FindByFile.tsx';
import { KitButton } from './KitButton.tsx';
import { useKindLabel } from './kinds.ts';
import { ProofButton } from './ProofButton.tsx';
import { StandingWords } from './StandingWords.tsx';
import './evidence.css';

const keys = ['state', 'kind', 'from', 'to', 'sha256', 'noun', 'row'] as const;

/** What my organisation has in the register: found by words, by kind and day, or by a file itself. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const kindOf = useKindLabel();
  const navigate = useNavigate();
  const query = useListQuery(keys);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['evidence', 'list', filter, query.page, query.size],
    queryFn: () => loadDeposits({ ...filter, page: query.page, size: query.size }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => refreshWhile(state.data?.rows),
  });
  const add = (
    <ActButton type="primary" act="evidence.deposit" onClick={() => void navigate(paths.depositFiles)}>
      {t('evidence.deposit_files')}
    </ActButton>
  );
  return (
    <>
      <PageHead
        title={labels.noun('evidence')}
        purpose={t('evidence.purpose')}
        primary={add}
        secondary={
          <>
            <Link to={paths.monitor}>{t('evidence.monitor_title')}</Link>
            <KitButton />
          </>
        }
      />
      <FindByFile query={query} total={list.isPlaceholderData ? undefined : list.data?.total} />
      <DataTable<Deposit>
        label={labels.noun('evidence')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching && !list.data}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ title, subject, kind }) => title ?? subject ?? kindOf(kind)}
        query={query}
        search={t('evidence.search')}
        filters={[
          {
            key: 'state',
            label: t('evidence.state'),
            options: (['received', 'sequenced', 'published'] as const).map((value) => ({
              value,
              label: labels.state(value),
            })),
          },
          {
            key: 'kind',
            label: t('evidence.kind'),
            options: kindsOffered(query.one('kind')).map((value) => ({ value, label: kindOf(value) })),
          },
        ]}
        tools={<Days query={query} />}
        onExport={() => download(`/api/evidence/export.xlsx?${new URLSearchParams(Object.entries(filter))}`)}
        empty={{ title: t('evidence.none'), text: t('evidence.none_why'), action: add }}
      />
    </>
  );
}

/** Files, folders and every act that deposits; one that an address asks for stays. */
const kindsOffered = (chosen: string | undefined): string[] => [
  ...new Set([...depositKinds, ...(chosen ? [chosen] : [])]),
];

const filterOf = (query: ListQuery): Pick<Question, (typeof keys)[number] | 'search'> =>
  Object.fromEntries(
    [...keys.map((key) => [key, query.one(key)]), ['search', query.q || undefined]].filter(([, value]) => value),
  );

function Days({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const day = (key: 'from' | 'to', label: string) => (
    <span className="evidence-day">
      <small className="muted">{label}</small>
      <DayInput
        aria-label={label}
        value={query.one(key) ?? null}
        onChange={(chosen) => query.set({ filters: { [key]: chosen ? [chosen] : [] } })}
      />
    </span>
  );
  return (
    <>
      {day('from', t('evidence.from'))}
      {day('to', t('evidence.to'))}
    </>
  );
}

function useColumns(): Column<Deposit>[] {
  const { t } = useTranslation();
  const kindOf = useKindLabel();
  return [
    {
      key: 'title',
      title: t('evidence.what'),
      render: ({ id, title, subject, kind }) => (
        <div className="deposit-name">
          <Link to={paths.deposit(id)}>{title ?? subject ?? kindOf(kind)}</Link>
          {(title ?? subject) && <small className="muted">{kindOf(kind)}</small>}
        </div>
      ),
    },
    { key: 'at', title: t('evidence.at'), width: 160, render: ({ at }) => <InstantText at={at} /> },
    {
      key: 'state',
      title: t('evidence.state'),
      width: 230,
      render: (deposit) => <StandingWords deposit={deposit} />,
    },
    {
      key: 'index',
      title: t('evidence.index'),
      width: 110,
      align: 'right',
      render: ({ index }) => <span className="numbers">{numberOf(index)}</span>,
    },
    {
      key: 'proof',
      title: t('evidence.proof'),
      width: 150,
      render: (deposit) => (
        <ProofButton
          deposit={deposit}
          size="small"
          name={deposit.title ?? `${kindOf(deposit.kind)} ${deposit.index ?? ''}`}
        />
      ),
    },
  ];
}
