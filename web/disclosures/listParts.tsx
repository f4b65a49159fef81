import { Link } from 'react-router';
import { minuteInChina } from '#domain/clock.ts';
import { api, read } from '../api.ts';
import { paths } from '../paths.ts';
import type { Column } from '../ui/DataTable.tsx';
import { DayText } from '../ui/DayText.tsx';
import type { Filter } from '../ui/ListTools.tsx';
import type { Opened } from './forms.ts';
import { type Say, useSay } from './words.ts';

const loadPage = () => read(api.GET('/api/disclosures'));
export type Row = Awaited<ReturnType<typeof loadPage>>['rows'][number];

export const levels = ['core', 'important', 'ordinary'] as const;
export const states = ['asked', 'granted', 'done', 'refused', 'withdrawn'] as const;
export const todos = ['asked', 'out', 'overdue'] as const;

/** Day in China of an instant. */
const dayOf = (at: string): string => minuteInChina(at).slice(0, 10);

/** A text of the form: opened, sealed, or closed to me. */
function sealedText(row: Row, key: string, { opened, say }: { opened: Opened; say: Say }): string {
  if (!row.mine) return say('not_mine');
  const form = opened.get(row.id);
  if (form === undefined) return say('sealed');
  return form === null ? say('form_bad') : (form[key] ?? '');
}

export function useColumns(opened: Opened): Column<Row>[] {
  const say = useSay();
  const text = (row: Row, key: string) => {
    const shown = sealedText(row, key, { opened, say });
    return opened.get(row.id) ? shown : <span className="muted">{shown}</span>;
  };
  return [
    {
      key: 'number',
      title: say('number'),
      width: 96,
      render: (row) => <Link to={paths.secret(row.secret)}>{say('no', { number: row.number })}</Link>,
    },
    {
      key: 'day',
      title: say('day'),
      width: 112,
      render: (row) => <DayText day={opened.get(row.id)?.['disclose_on'] ?? dayOf(row.asked_at)} />,
    },
    { key: 'to', title: say('to'), render: (row) => text(row, 'disclose_to') },
    { key: 'basis', title: say('basis'), render: (row) => text(row, 'disclose_basis') },
    { key: 'state', title: say('state'), width: 130, render: (row) => say(`state_${row.state}`) },
    { key: 'by', title: say('by'), width: 100, render: (row) => row.asked_by_name ?? '' },
    {
      key: 'due',
      title: say('due'),
      width: 120,
      render: (row) =>
        row.due_back_on ? <DayText day={row.due_back_on} due settled={row.returned_at !== null} /> : '',
    },
    {
      key: 'copy',
      title: say('copy_digest'),
      width: 130,
      phone: 'hide',
      render: (row) => {
        const digest = opened.get(row.id)?.['disclose_copy'];
        return digest ? <code title={digest}>{digest.slice(0, 12)}…</code> : text(row, 'disclose_copy');
      },
    },
    {
      key: 'proof',
      title: say('proof'),
      width: 100,
      render: (row) => (row.deposit ? <Link to={paths.deposit(row.deposit)}>{say('proof_open')}</Link> : ''),
    },
  ];
}

export function useFilters(): Filter[] {
  const say = useSay();
  return [
    {
      key: 'todo',
      label: say('todo'),
      options: todos.map((value) => ({ value, label: say(`todo_${value}`) })),
    },
    {
      key: 'level',
      label: say('level'),
      options: levels.map((value) => ({ value, label: say(`level_${value}`) })),
    },
    {
      key: 'state',
      label: say('state'),
      options: states.map((value) => ({
        value,
        label: say(`state_${value}`),
      })),
    },
  ];
}

const exported = ['disclose_to', 'disclose_what', 'disclose_purpose', 'disclose_basis', 'disclose_copy'] as const;

export const headings = (say: Say): string[] => [
  ...[say('number'), say('day'), say('level'), say('state'), say('by'), say('approved_by'), say('due')],
  ...[say('returned'), say('to'), say('field_what'), say('why'), say('basis'), `${say('copy_digest')} SHA-256`],
];

/** One line of the exported workbook. */
export function lineOf(row: Row, { opened, say }: { opened: Opened; say: Say }): string[] {
  const day = opened.get(row.id)?.['disclose_on'] ?? dayOf(row.asked_at);
  return [
    ...[String(row.number), day, row.level ? say(`level_${row.level}`) : '', say(`state_${row.state}`)],
    ...[row.asked_by_name ?? '', row.decided_by_name ?? '', row.due_back_on ?? ''],
    row.returned_at ? dayOf(row.returned_at) : '',
    ...exported.map((key) => sealedText(row, key, { opened, say })),
  ];
}
