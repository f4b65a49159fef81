import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import type { FormContent, FormItem } from '#domain/forms/schema.ts';
import { ItemCode } from '#domain/forms/schema.ts';
import { type RemedyRow, RemedyStateName } from '#domain/remedies/schema.ts';
import { Id } from '#domain/schema.ts';
import { withinReach } from '#server/assessments/load.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { contentOf } from '#server/forms/load.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { ownOnly, remedyState } from '#server/remedies/load.ts';

/** What a list of actions can be narrowed to. */
export const remedyFilters = {
  enterprise: Type.Optional(Id),
  assessment: Type.Optional(Id),
  state: Type.Optional(RemedyStateName),
  late: Type.Optional(Type.Boolean({ description: 'Open, and its day has passed' })),
  key: Type.Optional(Type.Boolean({ description: 'Only key items' })),
  item: Type.Optional(ItemCode),
  owner: Type.Optional(Id),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

export const remedyOrder = {
  sort: Type.Optional(Type.Enum(['due_on', '-due_on', 'item', '-item', 'name', '-name', 'weight', '-weight'])),
};

const Filter = Type.Object(remedyFilters);
export type RemedyFilter = Static<typeof Filter>;

type Who = { readonly db: Reader; readonly actor: Actor; readonly today: string };

/** Actions of a filter as row security shows them; an employee sees those that they are in charge of. */
export function findRemedies({ db, actor, today }: Who, filter: RemedyFilter) {
  const { enterprise, assessment, state, late, key, item, owner, q } = filter;
  let found = db
    .selectFrom('remedies as r')
    .innerJoin('enterprises as e', 'e.org_id', 'r.enterprise_id')
    .leftJoin('members as m', 'm.id', 'r.owner_member')
    .where(withinReach(actor, 'r'));
  if (ownOnly(actor) && actor.kind === 'person') found = found.where('m.person_id', '=', actor.person);
  if (enterprise !== undefined) found = found.where('r.enterprise_id', '=', enterprise);
  if (assessment !== undefined) found = found.where('r.assessment_id', '=', assessment);
  if (state !== undefined) found = found.where('r.state', '=', state);
  if (late) found = found.where('r.state', '=', 'open').where('r.due_on', '<', today);
  if (key !== undefined) found = found.where('r.key_item', '=', key);
  if (item !== undefined) found = found.where('r.item', '=', item);
  if (owner !== undefined) found = found.where('r.owner_member', '=', owner);
  if (q?.trim()) found = found.where(sql<boolean>`(e.name ilike ${holding(q)} or e.credit_code ilike ${holding(q)})`);
  return found;
}

export const shownColumns = [
  ...(['r.id', 'r.enterprise_id as enterprise', 'e.name as enterprise_name', 'r.assessment_id as assessment'] as const),
  ...(['r.form_id', 'r.item', 'r.key_item', 'r.weight', 'r.answer', 'r.document', 'r.owner_member as owner'] as const),
  ...(['m.name as owner_name', 'r.due_on', 'r.state', 'r.done_on', 'r.version'] as const),
] as const;

const columnOf = { due_on: 'r.due_on', item: 'r.item', name: 'e.name', weight: 'r.weight' } as const;

/** What is due first stands first, unless a column is asked for. */
export function orderOf(sort = 'due_on') {
  // The names that `remedyOrder` allows, without their sign.
  const column = columnOf[sort.replace(/^-/, '') as keyof typeof columnOf];
  return { column, direction: sort.startsWith('-') ? 'desc' : 'asc' } as const;
}

type Found = { form_id: string; item: string; weight: number; answer: number; state: string; due_on: string | null };

/** Rows with the words of their items. */
export async function withItems<T extends Found>({ db, today }: Who, rows: readonly T[]) {
  const forms = await readItems(
    db,
    rows.map(({ form_id }) => form_id),
  );
  return rows.map(({ form_id, ...row }) => {
    const { item, dimension } = forms.get(form_id)?.get(row.item) ?? {};
    return {
      ...row,
      weight: Number(row.weight),
      answer: Number(row.answer),
      state: remedyState(row.state),
      late: row.state === 'open' && row.due_on !== null && row.due_on < today,
      question: item?.question ?? nameless(row.item),
      dimension: dimension?.title ?? nameless(row.item.charAt(0)),
      about: item,
    };
  });
}

export type Shown = Static<typeof RemedyRow> & { readonly about?: FormItem | undefined };

/** Published forms never change, so their items are there; a code stands for one that is not. */
const nameless = (code: string) => ({ zh: code, en: code });

type ItemWords = { readonly item: FormItem; readonly dimension: FormContent['dimensions'][number] | undefined };

async function readItems(db: Reader, forms: readonly string[]): Promise<Map<string, Map<string, ItemWords>>> {
  const wanted = [...new Set(forms)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('forms').select(['id', 'content']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, content }) => [id, itemsOfForm(contentOf(content))]));
}

const itemsOfForm = ({ items, dimensions }: FormContent): Map<string, ItemWords> =>
  new Map(
    items.map((item) => [item.code, { item, dimension: dimensions.find(({ code }) => code === item.dimension) }]),
  );
