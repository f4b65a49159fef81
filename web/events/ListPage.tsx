import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Noun, nouns, singularOf } from '#domain/glossary.ts';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { pathOf, paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import './events.css';

type Question = NonNullable<Paths['/api/events']['get']['parameters']['query']>;
const loadEvents = (query: Question) => read(api.GET('/api/events', { params: { query } }));
type Row = Awaited<ReturnType<typeof loadEvents>>['rows'][number];

/** The record of acts: who did what, when. Narrowed by the kind of thing and by days, taken along as a workbook. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const query = useListQuery(['noun', 'programme', 'row', 'from', 'to']);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['events', filter, query.page, query.size],
    queryFn: () => loadEvents({ ...filter, page: query.page, size: query.size }),
    placeholderData: keepPreviousData,
  });
  const day = (key: 'from' | 'to', label: string) => (
    <span className="event-day">
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
      <PageHead title={labels.noun('events')} purpose={t('events.purpose')} />
      <DataTable<Row>
        label={labels.noun('events')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => labels.act(row.act)}
        query={query}
        filters={[
          {
            key: 'noun',
            label: t('events.noun'),
            options: recorded.map((noun) => ({ value: singularOf(noun), label: labels.noun(noun) })),
          },
        ]}
        tools={
          <>
            {day('from', t('events.from'))}
            {day('to', t('events.to'))}
          </>
        }
        onExport={() =>
          download(
            `/api/events/export.xlsx?${new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))}`,
          )
        }
        empty={{ title: t('events.none'), text: t('events.none_why') }}
      />
    </>
  );
}

/** Kinds of rows that acts are about. */
const recorded: readonly Noun[] = [
  'programmes',
  'tasks',
  'targets',
  'plans',
  'reports',
  'pilots',
  'councils',
  'organisations',
  'people',
  'accounts',
  'divisions',
  'settings',
  'files',
];
const pluralOf = (noun: string): Noun | undefined =>
  (Object.keys(nouns) as Noun[]).find((name) => singularOf(name) === noun); // the keys of the table are its nouns

const filterOf = (query: ListQuery): Question =>
  Object.fromEntries(
    ['noun', 'programme', 'row', 'from', 'to'].flatMap((key) => (query.one(key) ? [[key, query.one(key)]] : [])),
  );

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  return [
    {
      key: 'act',
      title: t('events.act'),
      render: (row) => (
        <div className="event-words">
          <strong>{labels.act(row.act)}</strong>
          <RowName row={row} />
        </div>
      ),
    },
    {
      key: 'noun',
      title: t('events.noun'),
      width: 110,
      phone: 'hide',
      render: ({ noun }) => labels.noun(pluralOf(noun) ?? noun),
    },
    {
      key: 'who',
      title: t('events.who'),
      width: 240,
      render: ({ organisation_name, person_name, organisation }) =>
        organisation === null && person_name === null ? (
          <span className="muted">{t('events.by_system')}</span>
        ) : (
          [organisation_name, person_name].filter(Boolean).join(' · ')
        ),
    },
    {
      key: 'programme',
      title: labels.noun('programmes'),
      width: 220,
      phone: 'hide',
      render: ({ programme_id, programme_title }) =>
        programme_id && programme_title ? <Link to={paths.programme(programme_id)}>{programme_title}</Link> : '',
    },
    { key: 'at', title: t('events.at'), width: 170, render: ({ at }) => <InstantText at={at} /> },
  ];
}

function RowName({ row: { noun, row_id, title } }: { row: Row }) {
  const path = row_id ? pathOf(noun, row_id) : null;
  return path && title ? <Link to={path}>{title}</Link> : <span>{title}</span>;
}
