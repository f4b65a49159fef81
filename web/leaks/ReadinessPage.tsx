import { Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Readiness, readinessParts } from '#domain/leaks/readiness.ts';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { type Item, useRegister } from '../register.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Failed } from '../ui/Failed.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { usePhone } from '../ui/usePhone.ts';
import { useSealedQuery } from '../useSealedQuery.ts';
import { Meter, MeterBar } from './Meter.tsx';
import { readinessFor, urgencyOf, useOutside, useReadinessSay } from './readiness.ts';
import { Tasks } from './Tasks.tsx';
import './leaks.css';

/** All secrets that this key opens, the least ready and most important first (C23). */
export function ReadinessPage() {
  const labels = useLabels();
  const say = useReadinessSay();
  return (
    <>
      <PageHead
        title={say('readiness')}
        purpose={say('purpose')}
        parents={[{ title: labels.noun('leaks'), path: paths.leaks }]}
      />
      <KeyGate>{(keys) => <Rows keys={keys} />}</KeyGate>
    </>
  );
}

type Row = { readonly item: Item; readonly readiness: Readiness };

function Rows({ keys }: { keys: Unlocked }) {
  const say = useReadinessSay();
  const outside = useOutside();
  const { items, opening, error, retry } = useRegister(keys);
  const query = useSealedQuery('readiness', { clear: ['part'] });
  const [shown, setShown] = useState<string | null>(null);
  const columns = useColumns(setShown);
  if (outside.error) return <Failed error={outside.error} retry={() => void outside.refetch()} />;
  const live = items?.filter(({ state }) => state !== 'discarded' && state !== 'destroyed');
  const all = outside.data && live?.flatMap((item) => rowOf(item, readinessFor(item, outside.data.get(item.id))));
  const found = all && sorted(narrowed(all, query.q, query.one('part')));
  const from = (query.page - 1) * query.size;
  const chosen = all?.find(({ item }) => item.id === shown);
  const closed = live ? live.filter(({ mine }) => !mine).length : 0;
  return (
    <>
      {closed > 0 && <p className="muted">{say('unopened', { count: closed })}</p>}
      <DataTable<Row>
        label={say('readiness')}
        columns={columns}
        data={opening ? undefined : found && { total: found.length, rows: found.slice(from, from + query.size) }}
        error={error}
        retry={retry}
        rowKey={({ item }) => item.id}
        rowName={({ item }) => say('secret_of', { number: item.number })}
        query={query}
        search={say('search')}
        filters={[
          {
            key: 'part',
            label: say('filter_part'),
            options: readinessParts.map((value) => ({ value, label: say(`part_${value}`) })),
          },
        ]}
        empty={{
          title: say('none'),
          text: say('none_why'),
          action: <Link to={paths.newSecret}>{say('register')}</Link>,
        }}
      />
      {chosen && <Sheet row={chosen} onClose={() => setShown(null)} />}
    </>
  );
}

const rowOf = (item: Item, readiness: Readiness | null): Row[] => (readiness ? [{ item, readiness }] : []);

function narrowed(rows: readonly Row[], q: string, part: string | undefined): Row[] {
  const words = q.trim().toLowerCase();
  return rows.filter(
    ({ item, readiness }) =>
      (!part || readiness.parts.some((one) => one.part === part && one.missing.length > 0)) &&
      (!words || String(item.number) === words || (item.entry?.body.title ?? '').toLowerCase().includes(words)),
  );
}

const sorted = (rows: Row[]): Row[] =>
  rows.sort(
    (a, b) =>
      urgencyOf(b.item.level, b.readiness.percent) - urgencyOf(a.item.level, a.readiness.percent) ||
      a.item.number - b.item.number,
  );

const tones = { core: 'bad', important: 'warn', ordinary: 'plain' } as const;

function useColumns(show: (id: string) => void): Column<Row>[] {
  const say = useReadinessSay();
  return [
    {
      key: 'secret',
      title: say('secret'),
      render: ({ item }) => (
        <Link to={paths.secret(item.id)}>
          {say('secret_of', { number: item.number })} {item.entry?.body.title}
        </Link>
      ),
    },
    {
      key: 'level',
      title: say('level'),
      width: 110,
      render: ({ item: { level } }) => (
        <Tag tone={level ? tones[level] : 'plain'}>{say(`level_${level ?? 'none'}`)}</Tag>
      ),
    },
    {
      key: 'readiness',
      title: say('readiness'),
      width: 260,
      render: ({ readiness }) => <MeterBar readiness={readiness} />,
    },
    {
      key: 'gaps',
      title: say('gaps'),
      width: 240,
      render: ({ item, readiness }) => {
        const gaps = readiness.parts.filter(({ missing }) => missing.length > 0);
        if (gaps.length === 0) return <span className="good">{say('complete')}</span>;
        return (
          <>
            {gaps.map(({ part }) => say(`part_${part}`)).join('、')}{' '}
            <button
              type="button"
              className="link-button"
              aria-label={`${say('show')}：${say('secret_of', { number: item.number })}`}
              onClick={() => show(item.id)}
            >
              {say('show')}
            </button>
          </>
        );
      },
    },
  ];
}

function Sheet({ row: { item, readiness }, onClose }: { row: Row; onClose: () => void }) {
  const say = useReadinessSay();
  const phone = usePhone();
  return (
    <Drawer
      open
      size={phone ? '100%' : 600}
      title={`${say('secret_of', { number: item.number })} ${item.entry?.body.title ?? ''}`}
      onClose={onClose}
    >
      <Meter readiness={readiness} secret={item.id} />
      <Tasks readiness={readiness} secret={item.id} />
    </Drawer>
  );
}
