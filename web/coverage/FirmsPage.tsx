import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { pathOf, paths } from '../paths.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { useKindNames } from './coverage.ts';
import { texts } from './texts.ts';

type Asked = NonNullable<Paths['/api/coverage/firms']['get']['parameters']['query']>;

const load = (query: Asked) => read(api.GET('/api/coverage/firms', { params: { query } }));

type Row = Awaited<ReturnType<typeof load>>['rows'][number];

const names = [
  'division',
  'section',
  'scale',
  'grade',
  'assessed',
  'contact_point',
  'retest_late',
  'item',
  'form',
] as const;
const flags: readonly string[] = ['assessed', 'contact_point', 'retest_late'];

/** The query out of what the address holds; the server refuses what it does not know. */
function filterOf(query: ListQuery): Asked {
  const found = names.flatMap((name) => {
    const value = query.one(name);
    return value === undefined ? [] : [[name, flags.includes(name) ? value === 'true' : value] as const];
  });
  // Values come from the links and filters of these pages, whose words are those of the API.
  return {
    ...Object.fromEntries(found),
    ...(query.q ? { q: query.q } : {}),
    ...(query.sort ? { sort: query.sort } : {}),
  } as Asked;
}

/** The firms behind a number of the coverage page. */
export function FirmsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const say = useTexts(texts);
  const { message } = App.useApp();
  const query = useListQuery(names);
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['coverage', 'firms', query.page, query.size, filter],
    queryFn: () => load({ ...filter, page: query.page, size: query.size }),
    placeholderData: keepPreviousData,
  });
  const exportList = () => {
    const asText = Object.entries(filter).map(([name, value]) => [name, String(value)]);
    return download(`/api/coverage/firms/export.xlsx?${new URLSearchParams(asText)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  };
  const division = query.one('division');
  return (
    <>
      <PageHead
        title={say('firms_title')}
        purpose={say('firms_purpose')}
        parents={[
          {
            title: labels.noun('coverage'),
            path: division ? `${paths.coverage}?division=${division}` : paths.coverage,
          },
        ]}
      />
      <DataTable
        label={say('firms_title')}
        columns={useColumns()}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={query}
        search={say('search')}
        filters={useFilters(query.one('item'))}
        onExport={exportList}
        empty={{ title: say('firms_none'), text: say('firms_none_why') }}
      />
    </>
  );
}

const tones = { A: 'good', B: 'busy', C: 'warn', D: 'bad' } as const;

function useColumns(): Column<Row>[] {
  const say = useTexts(texts);
  const kinds = useKindNames();
  return [
    {
      ...{ key: 'name', title: say('firm'), sort: 'name' },
      render: ({ id, name }) => {
        const page = pathOf('enterprise', id);
        return page ? <Link to={page}>{name}</Link> : name;
      },
    },
    { key: 'place', title: say('place'), width: 130, render: ({ division_name }) => division_name },
    { key: 'size', title: say('size'), width: 80, render: ({ size }) => kinds.size(size ?? 'none') },
    {
      ...{ key: 'grade', title: say('grades'), width: 100 },
      render: ({ grade }) => (grade ? <Tag tone={tones[grade]}>{say('grade', { grade })}</Tag> : say('not_assessed')),
    },
    { key: 'score', title: say('score'), sort: 'score', width: 80, align: 'right', render: ({ score }) => score ?? '' },
    {
      key: 'key_missing',
      title: say('key_missing'),
      width: 110,
      align: 'right',
      render: ({ key_missing }) => key_missing ?? '',
    },
    {
      ...{ key: 'assessed_on', title: say('assessed_on'), sort: 'assessed_on', width: 150 },
      render: ({ assessed_on }) => (assessed_on ? <DayText day={assessed_on} /> : ''),
    },
    {
      ...{ key: 'retest_on', title: say('retest_on'), sort: 'retest_on', width: 190 },
      render: ({ retest_on }) => (retest_on ? <DayText day={retest_on} due /> : ''),
    },
  ];
}

function useFilters(item: string | undefined) {
  const say = useTexts(texts);
  const kinds = useKindNames();
  const yes = [{ value: 'true', label: say('yes') }];
  const none = { value: 'none', label: say('none') };
  return [
    {
      ...{ key: 'assessed', label: say('assessed') },
      options: [...yes, { value: 'false', label: say('not_assessed') }],
    },
    {
      key: 'grade',
      label: say('grades'),
      options: (['A', 'B', 'C', 'D'] as const).map((grade) => ({ value: grade, label: say('grade', { grade }) })),
    },
    { key: 'section', label: say('section'), options: [...kinds.sections, none] },
    { key: 'scale', label: say('size'), options: [...kinds.sizes, none] },
    { key: 'contact_point', label: say('contact'), options: yes },
    { key: 'retest_late', label: say('retest_late'), options: yes },
    ...(item
      ? [{ key: 'item', label: say('item'), options: [{ value: item, label: say('item_filter', { item }) }] }]
      : []),
  ];
}
