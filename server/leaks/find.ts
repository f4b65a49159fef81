import { type ExpressionBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import Type from 'typebox';
import { LeakKind, type LeakRow, LeakStateName } from '#domain/leaks/schema.ts';
import type { Reader } from '#server/db/open.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { stepsOf } from '#server/leaks/load.ts';

export const leakFilters = { kind: Type.Optional(LeakKind), state: Type.Optional(LeakStateName) };
const Filter = Type.Object(leakFilters);
type Filter = Static<typeof Filter>;

export const leakColumns = [
  ...(['id', 'number', 'kind', 'state', 'found_at', 'contained_at', 'closed_at', 'secrets', 'steps'] as const),
  ...(['latest', 'readers', 'version'] as const),
];

/** Numbers of the entries that are concerned: what the register calls them in clear. */
export const leakNumbers = sql<number[]>`coalesce((select array_agg(s.number order by s.number) from secrets s
  where s.id = any (leaks.secrets)), '{}')`.as('numbers');

const narrowed = (row: ExpressionBuilder<DB, 'leaks'>, { kind, state }: Filter) =>
  row.and([...(kind ? [row('kind', '=', kind)] : []), ...(state ? [row('state', '=', state)] : [])]);

/** Incidents and rehearsals of a filter that the actor may see, newest first. */
export async function findLeaks(
  db: Reader,
  filter: Filter,
  { limit, offset }: { limit: number; offset: number },
): Promise<Static<typeof LeakRow>[]> {
  const rows = await db
    .selectFrom('leaks')
    .where((row) => narrowed(row, filter))
    .select(leakColumns)
    .select(leakNumbers)
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(shownLeak);
}

export async function countLeaks(db: Reader, filter: Filter): Promise<number> {
  const { total } = await db
    .selectFrom('leaks')
    .where((row) => narrowed(row, filter))
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

type Found = Omit<Static<typeof LeakRow>, 'kind' | 'state' | 'steps'> & { kind: string; state: string; steps: unknown };

/** The check constraints of the table hold exactly these. */
export const shownLeak = (row: Found): Static<typeof LeakRow> =>
  ({ ...row, steps: stepsOf(row.steps) }) as Static<typeof LeakRow>;
