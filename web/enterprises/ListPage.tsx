import UploadOutlined from '@ant-design/icons/es/icons/UploadOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { grades, sizes } from '#domain/enterprises/schema.ts';
import type { operations } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText, todayInChina } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import type { Filter } from '../ui/ListTools.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { EnterpriseForm } from './EnterpriseForm.tsx';
import { findDivisions, gradeTones, useTerms } from './enterprises.ts';
import { TagWindow } from './TagWindow.tsx';
import { texts } from './texts.ts';

const sorts = ['name', 'division', 'grade', 'score', 'assessed', 'visited', 'staff'].flatMap((one) => [one, `-${one}`]);
const filterKeys = [
  'division',
  'industry',
  'scale',
  'tag',
  'grade',
  'assessed',
  'state',
  'contact_point',
  'served',
  'not_visited_since',
];

/** The query of list and export out of what the address holds; what is no value of the API is left out. */
function filterOf(query: ListQuery) {
  const among = <T extends string>(key: string, values: readonly T[]): T | undefined =>
    values.find((value) => value === query.one(key));
  const text = (key: string): Record<string, string> => (query.one(key) ? { [key]: query.one(key) ?? '' } : {});
  const one = <T extends string>(key: string, values: readonly T[]) => {
    const value = among(key, values);
    return value ? { [key]: value } : {};
  };
  // Every value was looked up among those of the API above.
  return {
    ...(query.q ? { q: query.q } : {}),
    ...text('division'),
    ...text('industry'),
    ...one('scale', sizes),
    ...(query.filters['tag']?.length ? { tag: [...query.filters['tag']] } : {}),
    ...one('grade', grades),
    ...one('assessed', ['yes', 'no', 'due']),
    ...one('state', ['joined', 'open']),
    ...(query.one('contact_point') ? { contact_point: query.one('contact_point') === 'true' } : {}),
    ...one('served', ['yes', 'no']),
    ...text('not_visited_since'),
    ...(sorts.includes(query.sort) ? { sort: query.sort } : {}),
  } as ListFilter;
}

type ListFilter = NonNullable<operations['enterprise.list']['parameters']['query']>;
const readList = (query: ListFilter) => read(api.GET('/api/enterprises', { params: { query } }));
type Row = Awaited<ReturnType<typeof readList>>['rows'][number];

/** The register of firms. */
export function ListPage() {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const labels = useLabels();
  const { message } = App.useApp();
  const query = useListQuery(filterKeys);
  const [open, setOpen] = useState<'add' | 'tags' | null>(null);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['enterprises', 'list', query.page, query.size, filter],
    queryFn: () => readList({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const exportList = () => {
    const wanted = Object.entries(filter).flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)]));
    return download(`/api/enterprises/export.xlsx?${new URLSearchParams(wanted)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  };
  return (
    <>
      <PageHead title={labels.noun('enterprises')} purpose={tx('purpose')} {...useHeadActs(setOpen)} />
      <DataTable<Row>
        label={labels.noun('enterprises')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        search={tx('search')}
        filters={useFilters(query)}
        tools={<DivisionFilter query={query} />}
        onExport={exportList}
        empty={{ title: tx('empty'), text: tx('empty_why') }}
      />
      <EnterpriseForm open={open === 'add'} onClose={() => setOpen(null)} />
      {open === 'tags' && <TagWindow onClose={() => setOpen(null)} />}
    </>
  );
}

function useHeadActs(open: (what: 'add' | 'tags') => void) {
  const tx = useTexts(texts);
  const may = useMay();
  const navigate = useNavigate();
  const waiting = useQuery({
    queryKey: ['enterprises', 'applications', 'count'],
    queryFn: () => read(api.GET('/api/enterprises/applications', { params: { query: { size: 1 } } })),
    enabled: may('enterprise.applications'),
  });
  if (!may('enterprise.add')) return {};
  const count = waiting.data?.total ?? 0;
  return {
    primary: (
      <ActButton type="primary" act="enterprise.add" onClick={() => open('add')}>
        {tx('add')}
      </ActButton>
    ),
    secondary: (
      <>
        <ActButton act="enterprise.add-tag" onClick={() => open('tags')}>
          {tx('tags_manage')}
        </ActButton>
        <ActButton act="enterprise.applications" onClick={() => void navigate(paths.enterpriseApplications)}>
          {tx('applications')}
          {count > 0 && ` (${count})`}
        </ActButton>
        <ActButton
          act="enterprise.import"
          icon={<UploadOutlined />}
          onClick={() => void navigate(paths.enterpriseImport)}
        >
          {tx('import')}
        </ActButton>
      </>
    ),
  };
}

function useColumns(): Column<Row>[] {
  const tx = useTexts(texts);
  const { tagName, industryName, sizeName } = useTerms();
  return [
    {
      key: 'name',
      title: tx('name'),
      sort: 'name',
      render: (row) => (
        <>
          <Link to={paths.enterprise(row.id)}>{row.name}</Link>{' '}
          {row.contact_point && <Tag tone="busy">{tx('contact_point')}</Tag>}
          <div className="muted">{row.credit_code}</div>
        </>
      ),
    },
    { key: 'division', title: tx('division'), sort: 'division', width: 110, render: (row) => row.division_name },
    {
      key: 'industry',
      title: tx('industry'),
      width: 180,
      render: (row) =>
        [row.industry && industryName(row.industry), row.size && sizeName(row.size)].filter(Boolean).join(' · '),
    },
    {
      key: 'tags',
      title: tx('tags'),
      width: 200,
      phone: 'hide',
      render: (row) => (
        <span className="row">
          {row.tags.map((tag) => (
            <Tag key={tag}>{tagName(tag)}</Tag>
          ))}
        </span>
      ),
    },
    {
      key: 'contact',
      title: tx('contact_name'),
      width: 130,
      render: (row) => (
        <>
          {row.contact_name} <span className="firm-phone">{row.contact_phone}</span>
        </>
      ),
    },
    {
      key: 'joined',
      title: tx('joining'),
      width: 90,
      render: ({ state }) => (
        <Tag tone={state === 'joined' ? 'good' : 'plain'}>{tx(state === 'joined' ? 'joined_yes' : 'joined_no')}</Tag>
      ),
    },
    {
      key: 'grade',
      title: tx('grade'),
      sort: 'grade',
      width: 110,
      render: ({ grade, score }) =>
        grade ? (
          <Tag tone={gradeTones[grade] ?? 'plain'}>{[grade, score].filter((part) => part !== null).join(' · ')}</Tag>
        ) : (
          tx('assessed_no')
        ),
    },
    {
      key: 'visited',
      title: tx('visited_on'),
      sort: 'visited',
      width: 110,
      render: ({ visited_on }) => (visited_on ? <DayText day={visited_on} /> : tx('not_visited')),
    },
  ];
}

/** Half a year ago: a visit to each contact firm twice a year is the promise of a station. */
const monthsAgo = (months: number): string => {
  const [year = 0, month = 1] = todayInChina().split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
};

function useFilters(query: ListQuery): Filter[] {
  const tx = useTexts(texts);
  const { tags, tagName, industries, sizeName } = useTerms();
  const pair = (values: readonly string[], words: readonly string[]) =>
    values.map((value, index) => ({ value, label: words[index] ?? value }));
  const since = query.one('not_visited_since');
  const ages = [3, 6, 12].map((count) => ({ value: monthsAgo(count), label: tx('months', { count }) }));
  const strange = since && !ages.some(({ value }) => value === since);
  return [
    { key: 'industry', label: tx('industry'), options: industries },
    { key: 'scale', label: tx('size'), options: sizes.map((size) => ({ value: size, label: sizeName(size) })) },
    {
      key: 'tag',
      label: tx('tags'),
      multiple: true,
      options: tags.map(({ key }) => ({ value: key, label: tagName(key) })),
    },
    { key: 'grade', label: tx('grade'), options: grades.map((grade) => ({ value: grade, label: grade })) },
    {
      key: 'assessed',
      label: tx('assessed'),
      options: pair(['yes', 'no', 'due'], [tx('assessed_yes'), tx('assessed_no'), tx('assessed_due')]),
    },
    { key: 'state', label: tx('joining'), options: pair(['joined', 'open'], [tx('joined_yes'), tx('joined_no')]) },
    { key: 'contact_point', label: tx('contact_point'), options: pair(['true', 'false'], [tx('yes'), tx('no')]) },
    { key: 'served', label: tx('station'), options: pair(['yes', 'no'], [tx('station_has'), tx('station_none')]) },
    {
      key: 'not_visited_since',
      label: tx('visited_on'),
      options: strange ? [{ value: since, label: tx('not_visited_since', { day: since }) }, ...ages] : ages,
    },
  ];
}

function DivisionFilter({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
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
      placeholder={tx('division')}
      aria-label={t('ui.filter_by', { field: tx('division') })}
      onChange={(value) => query.set({ filters: { division: value ? [value] : [] } })}
    />
  );
}
