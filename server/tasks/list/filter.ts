import { type RawBuilder, sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { addDays } from '#domain/clock.ts';
import { soonDays } from '#domain/tasks/rules.ts';
import { taskFilters } from '#domain/tasks/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Actor } from '#server/kernel/actor.ts';

export const TaskFilter = Type.Object(taskFilters);
export type TaskFilter = Static<typeof TaskFilter>;

/** Who reads when, and for whom. `everywhere` says how many rows are expected; who sees a row is row security's alone. */
export type Reading = {
  readonly today: string;
  readonly organisation: string | null;
  readonly mine: boolean;
  readonly everywhere: boolean;
};

const overseers = ['programme_officer', 'leader', 'superior_officer'];

/** Who reads, and whether the list is of their own organisation: said so, or by default when they oversee nothing. */
export function readingAs({ actor, today }: { actor: Actor; today: string }, mine: boolean | undefined): Reading {
  if (actor.kind !== 'person') return { today, organisation: null, mine: false, everywhere: true };
  return {
    today,
    organisation: actor.organisation,
    everywhere: isRoot(actor.path) && oversees(actor.roles),
    mine: mine ?? !oversees(actor.roles),
  };
}

const oversees = (roles: readonly string[]): boolean => roles.some((role) => overseers.includes(role));

/** Of the whole country: such a reader sees nearly every task, and no detour through the programmes saves anything. */
const isRoot = (path: string): boolean => path.split('/').filter(Boolean).length === 1;

/** The condition on `tasks t` that a filter means. In my own list, state and date are those of my part. */
export function matching(filter: TaskFilter, reading: Reading): RawBuilder<boolean> {
  const conditions = [
    ...(filter.programme === undefined && !reading.mine && !reading.everywhere ? [withinReach] : []),
    ...ofTask(filter),
    ...(reading.mine ? [ofMine(filter, reading)] : standing('t', filter, reading.today)),
  ];
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}

/** Row security alone would read every task there is; through the few programmes that a reader sees, the index serves. */
const withinReach = sql<boolean>`t.programme_id = any (array(select p.id from programmes p))`;

function ofTask({
  programme,
  measure,
  phase,
  organisation,
  role,
  division,
  programme_state,
  unresolved,
  q,
}: TaskFilter): RawBuilder<boolean>[] {
  const text = holding(q ?? '');
  const ofRole = role === undefined ? sql`` : sql` and x.role = ${role}`;
  return given([
    [programme, sql<boolean>`t.programme_id = ${programme}`],
    [measure, sql<boolean>`t.measure_id = ${measure}`],
    [phase, sql<boolean>`t.phase_id = ${phase}`],
    [
      organisation,
      sql<boolean>`t.id in (select x.task_id from parts x where x.org_id = ${organisation} and x.state <> 'cancelled'${ofRole})`,
    ],
    [
      division,
      sql<boolean>`t.programme_id in (select p.id from programmes p where starts_with(p.path, (select path from divisions where code = ${division})))`,
    ],
    [
      programme_state,
      sql<boolean>`t.programme_id in (select p.id from programmes p where p.state = ${programme_state})`,
    ],
    [
      unresolved || undefined,
      sql<boolean>`exists (select 1 from parts x where x.task_id = t.id and x.org_id is null and x.state <> 'cancelled')`,
    ],
    [
      q || undefined,
      sql<boolean>`(t.text ilike ${text} or t.no = ${q ?? ''} or exists (select 1 from parts x where x.task_id = t.id and (x.unit_name ilike ${text} or x.group_name ilike ${text})))`,
    ],
  ]);
}

const given = (pairs: [unknown, RawBuilder<boolean>][]): RawBuilder<boolean>[] =>
  pairs.flatMap(([value, condition]) => (value === undefined ? [] : [condition]));

function ofMine(filter: TaskFilter, { organisation, today }: Reading): RawBuilder<boolean> {
  const live = filter.state === undefined ? [sql<boolean>`x.state <> 'cancelled'`] : [];
  const role = filter.role === undefined ? [] : [sql<boolean>`x.role = ${filter.role}`];
  const conditions = [sql<boolean>`x.org_id = ${organisation}`, ...live, ...role, ...standing('x', filter, today)];
  return sql<boolean>`t.id in (select x.task_id from parts x where ${sql.join(conditions, sql` and `)})`;
}

/** State and punctuality of the task (`t`) or of a part (`x`): the SQL of domain/tasks/rules.ts punctuality. */
function standing(
  alias: 't' | 'x',
  { state, punctuality, due_from, due_to }: TaskFilter,
  today: string,
): RawBuilder<boolean>[] {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const open = sql<boolean>`${column('state')} in ('assigned', 'reported')`;
  const due = column('due_on');
  const when = {
    late: sql<boolean>`(${open} and ${due} < ${today})`,
    due_soon: sql<boolean>`(${open} and ${due} between ${today} and ${addDays(today, soonDays)})`,
    undated: sql<boolean>`(${open} and ${due} is null)`,
  };
  return [
    ...(state === undefined ? [] : [sql<boolean>`${column('state')} = ${state}`]),
    ...(punctuality === undefined ? [] : [when[punctuality]]),
    ...(due_from === undefined ? [] : [sql<boolean>`${due} >= ${due_from}`]),
    ...(due_to === undefined ? [] : [sql<boolean>`${due} <= ${due_to}`]),
  ];
}
