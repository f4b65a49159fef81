import { Alert } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { secretKinds } from '#domain/secrets/body.ts';
import { levels } from '#domain/secrets/rules.ts';
import { secretStates } from '#domain/secrets/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import type { Item } from '../register.ts';
import { useMay } from '../session.ts';
import type { Column } from '../ui/DataTable.tsx';
import { DayText, todayInChina } from '../ui/DayText.tsx';
import type { Filter } from '../ui/ListTools.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import { isTodo, todos } from './filter.ts';
import { type Say, useLevelWord, useNumberWord, useSay, useStepWord } from './words.ts';

const levelTones = { core: 'bad', important: 'warn', ordinary: 'plain' } as const;

const toneOf = (level: Item['level']) => (level === null ? 'plain' : levelTones[level]);

export function LevelTag({ level }: { level: Item['level'] }) {
  const word = useLevelWord();
  return <Tag tone={toneOf(level)}>{word(level)}</Tag>;
}

const stateTones: Readonly<Record<string, 'good' | 'warn' | 'bad'>> = {
  ...{ proposed: 'warn', in_force: 'good', suspended: 'warn', leaked: 'bad' },
};

const toneOfState = (state: string) => stateTones[state] ?? 'plain';

export function SecretStateTag({ state }: { state: string }) {
  return <StateTag state={state} tone={toneOfState(state)} />;
}

/** A name where it may be read; otherwise why there is none. */
function titleOf(item: Item, { say, numberWord }: { say: Say; numberWord: (number: number) => string }) {
  if (item.problem !== null) return <Tag tone="bad">{say('tampered')}</Tag>;
  if (item.entry) return <>{item.entry.body.title || numberWord(item.number)}</>;
  return <span className="muted">{item.mine ? '…' : say('unreadable')}</span>;
}

/** Words are looked up once for the list: fifty rows that each ask for the language cost a phone half a second. */
export function useColumns(): Column<Item>[] {
  const say = useSay();
  const labels = useLabels();
  const levelWord = useLevelWord();
  const stepWord = useStepWord();
  const numberWord = useNumberWord();
  return [
    {
      key: 'title',
      title: say('title'),
      sort: 'title',
      render: (row) => (
        <Link to={paths.secret(row.id)}>
          <span className="secret-number">{numberWord(row.number)}</span> {titleOf(row, { say, numberWord })}
        </Link>
      ),
    },
    {
      key: 'level',
      title: say('level'),
      sort: 'level',
      width: 120,
      render: ({ level }) => <Tag tone={toneOf(level)}>{levelWord(level)}</Tag>,
    },
    {
      key: 'state',
      title: say('state'),
      sort: 'state',
      width: 190,
      render: (row) => (
        <span className="secret-states">
          <Tag tone={toneOfState(row.state)}>{labels.state(row.state)}</Tag>
          {row.asked && row.asked !== 'classify' && (
            <Tag tone="warn">{say('step_asked', { act: stepWord(row.asked) })}</Tag>
          )}
          {row.out_count > 0 && <Tag tone="warn">{say('out', { count: row.out_count })}</Tag>}
        </span>
      ),
    },
    { key: 'kind', title: say('kind'), width: 110, phone: 'hide', render: (row) => kindWord(row, say) },
    {
      key: 'department',
      title: say('department'),
      sort: 'department',
      width: 130,
      render: (row) => row.entry?.body.department ?? '',
    },
    {
      key: 'review_on',
      title: say('review_on'),
      sort: 'review_on',
      width: 190,
      render: (row) => <DayText day={row.review_on} due />,
    },
    { key: 'readers', title: say('readers'), width: 90, align: 'right', phone: 'hide', render: (row) => row.readers },
  ];
}

const kindWord = ({ entry }: Item, say: Say): string => (entry ? say(`kind_${entry.body.kind}`) : '');

export function useFilters(items: readonly Item[]): Filter[] {
  const say = useSay();
  const labels = useLabels();
  const levelWord = useLevelWord();
  const departments = useMemo(
    () => [...new Set(items.flatMap(({ entry }) => entry?.body.department || []))].sort(),
    [items],
  );
  return [
    { key: 'todo', label: say('filter_todo'), options: todos.map((value) => ({ value, label: say(`todo_${value}`) })) },
    { key: 'level', label: say('level'), options: levels.map((value) => ({ value, label: levelWord(value) })) },
    {
      key: 'state',
      label: say('state'),
      options: Object.keys(secretStates).map((value) => ({ value, label: labels.state(value) })),
    },
    { key: 'kind', label: say('kind'), options: secretKinds.map((value) => ({ value, label: say(`kind_${value}`) })) },
    { key: 'department', label: say('department'), options: departments.map((value) => ({ value, label: value })) },
  ];
}

/** What waits, and the act that ends the waiting: whoever may not do it is not told to. */
const queues = [
  ['tampered', 'queue_tampered', 'error', 'secret.consult'],
  ['asked', 'queue_asked', 'warning', 'secret.endorse'],
  ['review', 'queue_review', 'warning', 'secret.review'],
  ['overdue', 'queue_out', 'warning', 'secret.bring-back'],
] as const;

/** What waits for this person, above the list; each opens as a filter. */
export function Notices({ items, query }: { items: readonly Item[]; query: ListQuery }) {
  const say = useSay();
  const may = useMay();
  const shown = useMemo(() => {
    const today = todayInChina();
    return queues
      .map(([todo, words, type, act]) => ({
        ...{ todo, words, type, act },
        count: items.filter((item) => isTodo(item, todo, today)).length,
      }))
      .filter(({ count }) => count > 0);
  }, [items]);
  return (
    <div className="secret-notices">
      {shown
        .filter(({ act }) => may(act))
        .map(({ todo, words, type, count }) => (
          <Alert
            key={todo}
            type={type}
            showIcon
            title={say(words, { count })}
            action={
              <button type="button" className="link-button" onClick={() => query.set({ filters: { todo: [todo] } })}>
                {say('show_them')}
              </button>
            }
          />
        ))}
    </div>
  );
}
