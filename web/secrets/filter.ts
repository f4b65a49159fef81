import { searchText } from '#domain/secrets/body.ts';
import type { Item } from '../register.ts';
import { todayInChina } from '../ui/DayText.tsx';
import type { ListQuery } from '../ui/useListQuery.ts';
import type { Entry } from '../vault.ts';

export const todos = ['asked', 'review', 'out', 'overdue', 'unread', 'tampered'] as const;
export type Todo = (typeof todos)[number];

/** What somebody must look at. */
export const isTodo = (item: Item, todo: Todo, today: string): boolean => todoTests[todo](item, today);

const todoTests: Readonly<Record<Todo, (item: Item, today: string) => boolean>> = {
  asked: ({ asked }) => asked !== null,
  review: ({ review_on }, today) => review_on !== null && review_on <= today,
  out: ({ out_count }) => out_count > 0,
  overdue: ({ due_back_on }, today) => due_back_on !== null && due_back_on < today,
  unread: ({ mine }) => !mine,
  tampered: ({ problem }) => problem !== null,
};

/** Texts are made small once for an entry, not at each letter of a search. */
const texts = new WeakMap<Entry, string>();

function textOf(entry: Entry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = searchText(entry.body);
  texts.set(entry, text);
  return text;
}

const levelOrder = { core: 3, important: 2, ordinary: 1 } as const;

const keyOf: Readonly<Record<string, (item: Item) => string | number>> = {
  number: (item) => item.number,
  title: (item) => item.entry?.body.title ?? '\uffff',
  level: (item) => (item.level === null ? 0 : levelOrder[item.level]),
  state: (item) => item.state,
  department: (item) => item.entry?.body.department ?? '\uffff',
  review_on: (item) => item.review_on ?? '9999',
};

/** What the address asks for, found and sorted here in the browser: the server knows no word of it. */
export function filterItems(items: readonly Item[], query: ListQuery): Item[] {
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
  const [level, state, kind, department] = ['level', 'state', 'kind', 'department'].map((key) => query.one(key));
  const todo = todos.find((one) => one === query.one('todo'));
  const today = todayInChina();
  const found = items.filter((item) => {
    const { entry } = item;
    if (level && item.level !== level) return false;
    if (state ? item.state !== state : item.state === 'discarded') return false;
    if (kind && entry?.body.kind !== kind) return false;
    if (department && entry?.body.department !== department) return false;
    if (todo && !isTodo(item, todo, today)) return false;
    if (words.length === 0) return true;
    const text = entry ? textOf(entry) : '';
    return words.every((word) => text.includes(word) || String(item.number) === word);
  });
  const sort = query.sort || '-number';
  const key = keyOf[sort.replace(/^-/, '')] ?? ((item: Item) => item.number);
  const sign = sort.startsWith('-') ? -1 : 1;
  return found.sort((a, b) => sign * compare(key(a), key(b)) || b.number - a.number);
}

const byPinyin = new Intl.Collator('zh');

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'string' && typeof b === 'string' ? byPinyin.compare(a, b) : a < b ? -1 : a > b ? 1 : 0;
