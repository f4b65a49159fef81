import UploadOutlined from '@ant-design/icons/es/icons/UploadOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { ImportWindow } from './ImportWindow.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import { findDivisions, isKind, kindKeys } from './organisations.ts';

const sorts = ['name', '-name', 'kind', '-kind', 'division', '-division'] as const;
const states = ['active', 'closed'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const kind = query.one('kind');
  const division = query.one('division');
  const state = states.find((one) => one === query.one('state'));
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(isKind(kind) ? { kind } : {}),
    ...(division ? { division } : {}),
    ...(state ? { state } : {}),
    ...(sort ? { sort } : {}),
  };
}

type Row = {
  id: string;
  name: string;
  short_name: string | null;
  kind: string;
  division_name: string;
  superior_name: string | null;
  state: string;
};

/** The directory of organisations. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { message } = App.useApp();
  const query = useListQuery(['kind', 'division', 'state']);
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['organisations', query.page, query.size, filter],
    queryFn: () =>
      read(api.GET('/api/organisations', { params: { query: { page: query.page, size: query.size, ...filter } } })),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: t('organisations.name'),
      sort: 'name',
      render: ({ id, name, short_name }) => (
        <>
          <Link to={paths.organisation(id)}>{name}</Link>
          {short_name && <span className="muted"> {t('organisations.short_of', { name: short_name })}</span>}
        </>
      ),
    },
    { key: 'kind', title: t('organisations.kind'), sort: 'kind', render: ({ kind }) => labels.organisationKind(kind) },
    { key: 'division', title: t('organisations.division'), sort: 'division', render: (row) => row.division_name },
    { key: 'superior', title: t('organisations.superior'), phone: 'hide', render: (row) => row.superior_name ?? '' },
    { key: 'state', title: t('organisations.state'), render: (row) => <StateOf state={row.state} /> },
  ];
  const exportList = () =>
    download(`/api/organisations/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead title={labels.noun('organisations')} purpose={t('organisations.purpose')} {...useHeadActs(setOpen)} />
      <DataTable
        label={labels.noun('organisations')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        search={t('organisations.search')}
        filters={[
          {
            key: 'kind',
            label: t('organisations.kind'),
            options: kindKeys.map((kind) => ({ value: kind, label: labels.organisationKind(kind) })),
          },
          {
            key: 'state',
            label: t('organisations.state'),
            options: [
              { value: 'active', label: labels.state('active') },
              { value: 'closed', label: t('organisations.closed') },
            ],
          },
        ]}
        tools={<DivisionFilter query={query} />}
        onExport={exportList}
        empty={{ title: t('organisations.empty'), text: t('organisations.empty_why') }}
      />
      <OrganisationForm open={open === 'add'} onClose={() => setOpen(null)} />
      {open === 'import' && <ImportWindow onClose={() => setOpen(null)} />}
    </>
  );
}

function useHeadActs(open: (what: 'add' | 'import') => void) {
  const { t } = useTranslation();
  const may = useMay();
  if (!may('organisation.add')) return {};
  return {
    primary: (
      <ActButton type="primary" act="organisation.add" onClick={() => open('add')}>
        {t('organisations.add')}
      </ActButton>
    ),
    secondary: (
      <ActButton act="organisation.import" icon={<UploadOutlined />} onClick={() => open('import')}>
        {t('organisations.import')}
      </ActButton>
    ),
  };
}

function DivisionFilter({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const code = query.one('division');
  const chosen = useQuery({
    queryKey: ['divisions', code],
    queryFn: () => read(api.GET('/api/divisions/{code}', { params: { path: { code: code ?? '' } } })),
    enabled: code !== undefined,
  });
  return (
    <SearchSelect
      of="divisions"
      className="list-filter"
      search={findDivisions}
      value={code ?? null}
      present={code ? { value: code, label: chosen.data?.name ?? code } : null}
      placeholder={t('organisations.division_filter')}
      aria-label={t('ui.filter_by', { field: t('organisations.division') })}
      onChange={(value) => query.set({ filters: { division: value ? [value] : [] } })}
    />
  );
}

/** A closed organisation is not a closed programme: it has its own word. */
export function StateOf({ state }: { state: string }) {
  const { t } = useTranslation();
  return state === 'closed' ? (
    <span className="tag tag-plain">{t('organisations.closed')}</span>
  ) : (
    <StateTag state={state} />
  );
}
