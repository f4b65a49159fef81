import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { texts } from './texts.ts';
import './remedies.css';

type Asked = NonNullable<Paths['/api/remedies']['get']['parameters']['query']>;

const load = (query: Asked) => read(api.GET('/api/remedies', { params: { query } }));

type Row = Awaited<ReturnType<typeof load>>['rows'][number];

const stateKeys = ['open', 'done', 'dropped'] as const;
const sorts = ['due_on', '-due_on', 'item', '-item', 'name', '-name', 'weight', '-weight'] as const;

/** The query of list and export out of what the address holds. */
function filterOf(query: ListQuery) {
  const state = stateKeys.find((one) => one === query.one('state'));
  const sort = sorts.find((one) => one === query.sort);
  const [enterprise, item] = [query.one('enterprise'), query.one('item')];
  return {
    ...(query.q ? { q: query.q } : {}),
    ...(state ? { state } : {}),
    ...(query.one('late') === 'yes' ? { late: true } : {}),
    ...(query.one('key') === 'yes' ? { key: true } : {}),
    ...(enterprise ? { enterprise } : {}),
    ...(item && /^[A-Z]\d{1,2}$/.test(item) ? { item } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Actions that weak answers became: a firm's own, or those of firms that my organisation serves or oversees. */
export function ListPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const say = useTexts(texts);
  const { message } = App.useApp();
  const query = useListQuery(['state', 'late', 'key', 'enterprise', 'item']);
  const isFirm = useSession().post?.organisation_kind === 'enterprise';
  const filter = filterOf(query);
  const list = useQuery({
    queryKey: ['remedies', query.page, query.size, filter],
    queryFn: () => load({ page: query.page, size: query.size, ...filter }),
    placeholderData: keepPreviousData,
  });
  const asText = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  const exportList = () =>
    download(`/api/remedies/export.xlsx?${new URLSearchParams(asText)}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <>
      <PageHead title={labels.noun('remedies')} purpose={say('purpose')} />
      {list.data && <Counts {...list.data} query={query} />}
      <DataTable
        label={labels.noun('remedies')}
        columns={useColumns(isFirm)}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.enterprise_name} ${row.item}`}
        query={query}
        {...(isFirm ? {} : { search: say('search') })}
        filters={useFilters()}
        onExport={exportList}
        empty={{ title: say('empty'), text: say('empty_why') }}
      />
    </>
  );
}

/** How many wait, are late and are done, each a way to them. */
function Counts({ open, late, done, query }: { open: number; late: number; done: number; query: ListQuery }) {
  const say = useTexts(texts);
  const show = (filters: Record<string, readonly string[]>) => () =>
    query.set({ filters: { state: [], late: [], ...filters } });
  const ways = [
    { key: 'open', words: say('open_count', { count: open }), filters: { state: ['open'] } },
    { key: 'late', words: say('late_count', { count: late }), filters: { late: ['yes'] } },
    { key: 'done', words: say('done_count', { count: done }), filters: { state: ['done'] } },
  ];
  return (
    <div className="remedy-counts">
      {ways.map(({ key, words, filters }) => (
        <button key={key} type="button" className={`remedy-count remedy-${key}`} onClick={show(filters)}>
          {words}
        </button>
      ))}
    </div>
  );
}

function useColumns(isFirm: boolean): Column<Row>[] {
  const say = useTexts(texts);
  const words = useWords();
  const firm: Column<Row>[] = [
    {
      ...{ key: 'enterprise', title: say('enterprise'), sort: 'name', width: 220 },
      render: ({ enterprise_name }) => enterprise_name,
    },
  ];
  const owner: Column<Row>[] = [
    {
      ...{ key: 'owner', title: say('owner'), width: 120 },
      render: ({ owner_name }) => owner_name ?? <span className="muted">{say('owner_none')}</span>,
    },
  ];
  return [
    {
      ...{ key: 'item', title: say('item'), sort: 'item' },
      render: ({ id, item, question, key_item }) => (
        <>
          <Link to={paths.remedy(id)}>
            {item} {words(question)}
          </Link>{' '}
          {key_item && <Tag tone="warn">{say('key')}</Tag>}
        </>
      ),
    },
    ...(isFirm ? [] : firm),
    {
      key: 'answer',
      title: say('answer'),
      width: 80,
      render: ({ answer }) => say(answer === 0 ? 'answer_0' : 'answer_0.5'),
    },
    ...(isFirm ? owner : []),
    {
      ...{ key: 'due', title: say('due'), sort: 'due_on', width: 190 },
      render: ({ due_on, state }) => <DayText day={due_on} due settled={state !== 'open'} />,
    },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      render: ({ state }) => <StateTag state={state} tone={stateTones[state]} />,
    },
  ];
}

export const stateTones = { open: 'busy', done: 'good', dropped: 'plain' } as const;

function useFilters() {
  const say = useTexts(texts);
  const labels = useLabels();
  return [
    { key: 'state', label: say('state'), options: stateKeys.map((value) => ({ value, label: labels.state(value) })) },
    { key: 'late', label: say('late'), options: [{ value: 'yes', label: say('late') }] },
    { key: 'key', label: say('key'), options: [{ value: 'yes', label: say('key_only') }] },
  ];
}
