import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { exhibitStateKeys, kinds } from './exhibits.ts';
import { useColumns, useFilters } from './listParts.tsx';
import { RegisterForm } from './RegisterForm.tsx';

type Asked = NonNullable<Paths['/api/exhibits']['get']['parameters']['query']>;

const loadExhibits = (query: Asked) => read(api.GET('/api/exhibits', { params: { query } }));

const custodies = ['mine', 'awaiting', 'elsewhere'] as const;
const chains = ['broken', 'open'] as const;
const sorts = ['number', '-number', 'name', '-name', 'state', '-state'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const among = <T extends string>(all: readonly T[], key: string) => all.find((one) => one === query.one(key));
  const [state, kind] = [among(exhibitStateKeys, 'state'), among(kinds, 'kind')];
  const [custody, chain] = [among(custodies, 'custody'), among(chains, 'chain')];
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(custody ? { custody } : {}),
    ...(chain ? { chain } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Electronic evidence that my organisation has, had or is to receive. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { message } = App.useApp();
  const query = useListQuery(['custody', 'state', 'kind', 'chain']);
  const [adding, setAdding] = useState(false);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['exhibits', query.page, query.size, filter],
    queryFn: () => loadExhibits({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  const filters = useFilters();
  const exportList = () =>
    download(`/api/exhibits/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead
        title={labels.noun('exhibits')}
        purpose={t('exhibits.purpose')}
        {...useHeadAct(() => setAdding(true))}
      />
      <Notices awaiting={list.data?.awaiting ?? 0} broken={list.data?.broken ?? 0} query={query} />
      <DataTable
        label={labels.noun('exhibits')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.no} ${row.name}`}
        query={query}
        search={t('exhibits.search')}
        filters={filters}
        onExport={exportList}
        empty={{ title: t('exhibits.empty'), text: t('exhibits.empty_why') }}
      />
      {adding && <RegisterForm onClose={() => setAdding(false)} />}
    </>
  );
}

function useHeadAct(open: () => void) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may('exhibit.add')) return {};
  return {
    primary: (
      <ActButton type="primary" act="exhibit.add" onClick={open}>
        {t('exhibits.add')}
      </ActButton>
    ),
  };
}

/** What somebody must look at, above the list: what waits for a receipt, and broken chains. */
function Notices({ awaiting, broken, query }: { awaiting: number; broken: number; query: ListQuery }) {
  const { t } = useTranslation();
  const show = (filters: Record<string, readonly string[]>) => (
    <button type="button" className="link-button" onClick={() => query.set({ filters })}>
      {t('exhibits.show_them')}
    </button>
  );
  return (
    <div className="exhibit-notices">
      {awaiting > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('exhibits.awaiting_count', { count: awaiting })}
          action={show({ custody: ['awaiting'] })}
        />
      )}
      {broken > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('exhibits.broken_count', { count: broken })}
          action={show({ chain: ['broken'] })}
        />
      )}
    </div>
  );
}
