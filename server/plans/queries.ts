import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type Change, differenceOf } from '#domain/plans/difference.ts';
import { DifferenceShape, PlanDetail, PlanRow, PlanState, UnitRow } from '#domain/plans/rows.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { storedDraft } from './adoption/load-plan.ts';
import { loadRunning } from './adoption/load-running.ts';
import { meaningsOf } from './adoption/meaning.ts';

const head = [
  'id',
  'file_name',
  'format',
  'state',
  'version',
  'number',
  'programme_id',
  'revises',
  'created_at',
  'adopted_at',
] as const;

/** Plan documents of my office, and those of programmes that I see; newest first. */
export const listPlans = query({
  name: 'plan.list',
  input: Type.Object({
    ...paging,
    state: Type.Optional(PlanState),
    programme: Type.Optional(Id),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(PlanRow) }),
  async run({ db }, { page = 1, size = 50, state, programme, q }) {
    let found = db.selectFrom('plans');
    if (state !== undefined) found = found.where('state', '=', state);
    if (programme !== undefined)
      found = found.where((row) => row.or([row('programme_id', '=', programme), row('revises', '=', programme)]));
    if (q) found = found.where(sql<string>`concat(file_name, ' ', draft->'title'->>'value')`, 'ilike', holding(q));
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select([...head, sql<string | null>`draft->'title'->>'value'`.as('title'), 'draft'])
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map((row) => ({ ...row, ...stateOf(row), unsure: countUnsure(row.draft) })) };
  },
});

/** One document: its text, its draft with places in the text, and the officer's choices of units. */
export const showPlan = query({
  name: 'plan.show',
  input: ById,
  output: PlanDetail,
  async run({ db, actor }, { id }) {
    const plan = await load(db, id);
    const mine = actor.kind === 'person' && actor.organisation === plan.org_id;
    return { ...plan, ...stateOf(plan), ...storedDraft(plan), may_change: mine && plan.state === 'under_review' };
  },
});

/** What every unit name of the draft stands for, before adoption: one organisation, a group, several, or nobody. */
export const listPlanUnits = query({
  name: 'plan.units',
  input: ById,
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(UnitRow) }),
  async run({ db, actor }, { id }) {
    const plan = await load(db, id);
    const { draft, units: choices } = storedDraft(plan);
    const path = actor.kind === 'person' ? await placeOf({ db }, plan) : plan.path;
    const counts = countNames(draft);
    const rows = (await meaningsOf(db, { draft, path, choices })).map(({ name, kind, organisations }) => ({
      ...{ name, kind, organisations: [...organisations] },
      tasks: counts.get(name) ?? 0,
    }));
    return { total: rows.length, rows };
  },
});

/** A new version of a document against the programme that runs (tasks paired by number and likeness of text). */
export const showDifference = query({
  name: 'plan.difference',
  input: ById,
  output: DifferenceShape,
  async run({ db }, { id }) {
    const plan = await load(db, id);
    if (plan.revises === null) throw new Refused('not_found', { noun: 'programme' });
    const difference = differenceOf(await loadRunning(db, plan.revises), storedDraft(plan).draft);
    const { phases, measures, tasks, targets } = difference;
    const same = [phases, measures, tasks, targets].reduce(
      (sum, list) => sum + list.length - changedOf<unknown>(list).length,
      0,
    );
    return {
      ...{ programme: plan.revises, same },
      ...{ phases: changedOf(phases), measures: changedOf(measures) },
      ...{ tasks: changedOf(tasks), targets: changedOf(targets) },
    } as Static<typeof DifferenceShape>;
  },
});

const changedOf = <T>(list: readonly Change<T>[]): Change<T>[] => list.filter(({ kind }) => kind !== 'same');

async function load(db: Reader, id: string) {
  const row = await db.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'plan' });
  return row;
}

/** A new version speaks from the place of its programme. */
async function placeOf(
  { db }: Pick<QueryContext, 'db'>,
  plan: { revises: string | null; path: string },
): Promise<string> {
  if (plan.revises === null) return plan.path;
  const programme = await db.selectFrom('programmes').select('path').where('id', '=', plan.revises).executeTakeFirst();
  return programme?.path ?? plan.path;
}

// The check constraint of the table holds exactly these states.
const stateOf = (row: { state: string }) => ({ state: row.state as Static<typeof PlanState> });

function countNames(draft: Draft): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tasks } of draft.measures)
    for (const { lead_units, supporting_units } of tasks)
      for (const name of new Set([...lead_units, ...supporting_units].map((unit) => unit.trim())))
        counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** How many elements and notes are marked unsure, however deep. */
function countUnsure(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, part) => sum + countUnsure(part), 0);
  const isUnsure = 'certainty' in value && value.certainty === 'unsure' && !('value' in value && value.value === null);
  const isNote = 'level' in value && 'message' in value;
  return inner + (isUnsure || isNote ? 1 : 0);
}
