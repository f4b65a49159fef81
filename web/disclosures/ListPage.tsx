import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { saveBytes } from '../ui/saveBytes.ts';
import { type ListQuery, useListQuery } from '../ui/useListQuery.ts';
import { writeWorkbook } from '../ui/workbook.ts';
import { type Opened, openForms } from './forms.ts';
import { headings, levels, lineOf, type Row, states, todos, useColumns, useFilters } from './listParts.tsx';
import { useSay, useSentence } from './words.ts';

function askedOf(query: ListQuery) {
  const level = levels.find((one) => one === query.one('level'));
  const state = states.find((one) => one === query.one('state'));
  const todo = todos.find((one) => one === query.one('todo'));
  const [secret, from, to] = [query.one('secret'), query.one('from'), query.one('to')];
  return {
    ...(level ? { level } : {}),
    ...(state ? { state } : {}),
    ...(todo ? { todo } : {}),
    ...(secret ? { secret } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

const load = (query: ReturnType<typeof askedOf> & { page: number; size: number }) =>
  read(api.GET('/api/disclosures', { params: { query } }));

/** What was handed over, of which entry, to whom and on what basis (C25; item H3 of the assessment). */
export function ListPage() {
  const labels = useLabels();
  const say = useSay();
  const navigate = useNavigate();
  return (
    <>
      <PageHead
        title={labels.noun('disclosures')}
        purpose={say('purpose')}
        parents={[{ title: labels.noun('secrets'), path: paths.secrets }]}
        primary={
          <ActButton type="primary" act="secret.disclose" onClick={() => navigate(paths.disclose)}>
            {say('begin')}
          </ActButton>
        }
      />
      <KeyGate>{(keys) => <Log keys={keys} />}</KeyGate>
    </>
  );
}

function Log({ keys }: { keys: Unlocked }) {
  const labels = useLabels();
  const say = useSay();
  const sentence = useSentence();
  const query = useListQuery(['todo', 'level', 'state', 'secret', 'from', 'to']);
  const asked = askedOf(query);
  const [opened, setOpened] = useState<Opened>(new Map());
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ['secrets', 'disclosures', query.page, query.size, asked],
    queryFn: () => load({ page: query.page, size: query.size, ...asked }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(opened);
  const filters = useFilters();
  const work = async (name: string, run: () => Promise<void>) => {
    setBusy(name);
    setProblem(null);
    await run().catch((error: unknown) => setProblem(sentence(error)));
    setBusy(null);
  };
  const rows = list.data?.rows ?? [];
  const open = () =>
    work(say('open_forms'), async () =>
      setOpened(
        await openForms(
          keys,
          rows.filter(({ mine }) => mine).map(({ secret }) => secret),
        ),
      ),
    );
  const exportAll = () =>
    work(say('export_wait', { done: 0, total: '…' }), async () => {
      const all: Row[] = [];
      for (let page = 1; all.length < (list.data?.total ?? 0); page += 1) {
        const answer = await load({ page, size: 200, ...asked });
        if (answer.rows.length === 0) break;
        all.push(...answer.rows);
      }
      const mine = all.filter((row) => row.mine).map(({ secret }) => secret);
      const total = new Set(mine).size;
      const forms = await openForms(keys, mine, (done) => setBusy(say('export_wait', { done, total })));
      const lines = [headings(say), ...all.map((row) => lineOf(row, { opened: forms, say }))];
      saveBytes(say('export_name', { day: todayInChina() }), writeWorkbook(labels.noun('disclosures'), lines));
    });
  const day = (key: 'from' | 'to') => (
    <DayInput
      aria-label={say(key === 'from' ? 'from' : 'until')}
      value={query.one(key) ?? null}
      onChange={(value) => query.set({ filters: { [key]: value ? [value] : [] } })}
    />
  );
  return (
    <>
      {list.data && <Sums sums={list.data.sums} query={query} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {busy && <p role="status">{busy}</p>}
      <DataTable<Row>
        label={labels.noun('disclosures')}
        columns={columns}
        data={list.data}
        error={list.error}
        loading={list.isFetching}
        retry={() => void list.refetch()}
        rowKey={({ id }) => id}
        rowName={({ number }) => say('no', { number })}
        query={query}
        filters={filters}
        onExport={exportAll}
        tools={
          <>
            {day('from')}
            {day('to')}
            <Button loading={busy !== null} onClick={() => void open()}>
              {say('open_forms')}
            </Button>
          </>
        }
        empty={{ title: say('empty'), text: say('empty_why') }}
      />
    </>
  );
}

function Sums({ sums, query }: { sums: Record<(typeof todos)[number], number>; query: ListQuery }) {
  const say = useSay();
  const some = todos.filter((todo) => sums[todo] > 0);
  if (some.length === 0) return null;
  return (
    <p className="row">
      {some.map((todo) => (
        <button
          key={todo}
          type="button"
          className="link-button"
          onClick={() => query.set({ filters: { todo: [todo] } })}
        >
          {say(`todo_${todo}`)} {sums[todo]}
        </button>
      ))}
    </p>
  );
}
