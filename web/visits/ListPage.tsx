import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { visitTexts } from './texts.ts';
import { kinds, topics, useVisitWords, type Visit } from './visits.ts';
import './visits.css';

type Asked = NonNullable<Paths['/api/visits']['get']['parameters']['query']>;
const loadVisits = (query: Asked) => read(api.GET('/api/visits', { params: { query } }));
type Row = Awaited<ReturnType<typeof loadVisits>>['rows'][number];

const standings = ['open', 'late', 'done', 'none'] as const;
const stateKeys = ['recorded', 'discarded'] as const;
const sorts = ['visited_on', '-visited_on', 'firm', '-firm'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const among = <T extends string>(all: readonly T[], key: string) => all.find((one) => one === query.one(key));
  const [kind, topic] = [among(kinds, 'kind'), among(topics, 'topic')];
  const [findings, state] = [among(standings, 'findings'), among(stateKeys, 'state')];
  const enterprise = query.one('enterprise');
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(kind ? { kind } : {}),
    ...(topic ? { topic } : {}),
    ...(findings ? { findings } : {}),
    ...(state ? { state } : {}),
    ...(enterprise ? { enterprise } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Visits of my organisation, to my firm, or to those I serve and oversee. */
export function ListPage() {
  const { t } = useTranslation();
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const may = useMay();
  const { message } = App.useApp();
  const query = useListQuery(['kind', 'topic', 'findings', 'state', 'enterprise']);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['visits', query.page, query.size, filter],
    queryFn: () => loadVisits({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const exportList = () =>
    download(`/api/visits/export.xlsx?${new URLSearchParams(filter)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  const visits = may('visit.add');
  return (
    <>
      <PageHead
        title={labels.noun('visits')}
        purpose={say(visits ? 'purpose' : 'purpose_firm')}
        {...(visits ? { primary: <NewButton /> } : {})}
        {...(may('visit.research') ? { secondary: <Others /> } : {})}
      />
      <DataTable
        label={labels.noun('visits')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.enterprise_name} ${row.visited_on}`}
        query={query}
        search={say('search')}
        filters={useFilters()}
        onExport={exportList}
        empty={{
          title: say('empty'),
          text: say(visits ? 'empty_why' : 'empty_firm'),
          action: visits ? <NewButton /> : null,
        }}
      />
    </>
  );
}

function Others() {
  const say = useTexts(visitTexts);
  const may = useMay();
  return (
    <>
      {may('visit.firms') && <Link to={paths.visitFirms}>{say('firms')}</Link>}
      <Link to={paths.visitResearch}>{say('research')}</Link>
    </>
  );
}

function NewButton() {
  const say = useTexts(visitTexts);
  const navigate = useNavigate();
  return (
    <Button type="primary" onClick={() => void navigate(paths.newVisit)}>
      {say('add')}
    </Button>
  );
}

function useColumns(): Column<Row>[] {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  return [
    {
      key: 'firm',
      title: say('firm'),
      sort: 'firm',
      render: ({ id, enterprise_name, state }) => (
        <>
          <Link to={paths.visit(id)}>{enterprise_name}</Link> {state === 'discarded' && <StateTag state={state} />}
        </>
      ),
    },
    { key: 'kind', title: say('kind'), width: 100, render: ({ kind }) => words.kind(kind) },
    {
      key: 'day',
      title: say('visited_on'),
      sort: 'visited_on',
      width: 150,
      render: ({ visited_on }) => <DayText day={visited_on} />,
    },
    { key: 'findings', title: say('findings'), width: 220, render: (row) => <Standing row={row} /> },
    { key: 'organisation', title: say('organisation'), render: ({ organisation_name }) => organisation_name },
    {
      key: 'next',
      title: say('next_on'),
      width: 190,
      render: ({ next_on }) =>
        next_on ? <DayText day={next_on} due /> : <span className="muted">{say('next_none')}</span>,
    },
  ];
}

function Standing({ row: { findings, open, late } }: { row: Pick<Visit, 'findings' | 'open' | 'late'> }) {
  const say = useTexts(visitTexts);
  if (findings === 0) return <span className="muted">{say('findings_none')}</span>;
  if (open === 0) return <Tag tone="good">{say('findings_done', { count: findings })}</Tag>;
  return (
    <>
      <Tag tone={late > 0 ? 'bad' : 'warn'}>{say('findings_open', { open, count: findings })}</Tag>{' '}
      {late > 0 && <span className="bad">{say('findings_late', { late })}</span>}
    </>
  );
}

function useFilters() {
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const words = useVisitWords();
  return [
    { key: 'kind', label: say('kind'), options: kinds.map((value) => ({ value, label: words.kind(value) })) },
    {
      key: 'findings',
      label: say('findings'),
      options: [
        { value: 'open', label: say('filter_open') },
        { value: 'late', label: say('filter_late') },
        { value: 'done', label: say('filter_done') },
        { value: 'none', label: say('filter_none') },
      ],
    },
    { key: 'topic', label: say('topic'), options: topics.map((value) => ({ value, label: words.topic(value) })) },
    { key: 'state', label: say('state'), options: stateKeys.map((value) => ({ value, label: labels.state(value) })) },
  ];
}
