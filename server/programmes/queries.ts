import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { ProgrammeDetail, ProgrammeRow, ProgrammeState, Relation } from '#domain/programmes/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, paging } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import {
  basisOf,
  carriedOutBy,
  countsOf,
  noCounts,
  outlineOf,
  plansOf,
  superiorOf,
  unresolvedOf,
} from './show/detail.ts';

const filters = {
  state: Type.Optional(ProgrammeState),
  relation: Type.Optional(Relation),
  division: Type.Optional(Type.String({ maxLength: 12, description: 'This division and those below it' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const List = Type.Object({ ...paging, ...filters });

/** Programmes that I lead, have a part in, or oversee; `relation: above` those that mine may carry out. */
export const listProgrammes = query({
  name: 'programme.list',
  input: List,
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(ProgrammeRow) }),
  async run(ctx, input) {
    return input.relation === 'above' ? listAbove(ctx, input) : listVisible(ctx, input);
  },
});

type Wanted = Static<typeof List>;

async function listVisible(
  { db, actor, today }: QueryContext,
  { page = 1, size = 50, state, relation, division, q }: Wanted,
) {
  const mine = actor.kind === 'person' ? (actor.organisation ?? '') : '';
  const path = actor.kind === 'person' ? actor.path : '';
  const relationSql = sql<Static<typeof Relation>>`case when p.org_id = ${mine || null}::uuid then 'own'
    when starts_with(p.path, ${path}) and not exists (select 1 from parts x where x.programme_id = p.id and x.org_id = ${mine || null}::uuid) then 'below' else 'part' end`;
  let found = db.selectFrom('programmes as p').innerJoin('divisions as d', 'd.code', 'p.division_code');
  if (state !== undefined) found = found.where('p.state', '=', state);
  if (relation === 'own') found = found.where('p.org_id', '=', mine);
  else if (relation !== undefined) found = found.where(relationSql, '=', relation);
  if (division !== undefined)
    found = found.where(sql<boolean>`starts_with(p.path, (select path from divisions where code = ${division}))`);
  if (q) found = found.where('p.title', 'ilike', holding(q));
  const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .leftJoin('organisations as o', 'o.id', 'p.org_id')
    .leftJoin('programme_rollups as r', 'r.programme_id', 'p.id')
    .select([
      'p.id',
      'p.title',
      'p.document_no',
      'p.division_code',
      'd.name as division_name',
      'p.from_on',
      'p.to_on',
      'p.state',
    ])
    .select([
      'p.org_id as organisation',
      'o.name as organisation_name',
      'r.tasks',
      'r.confirmed',
      'r.reported',
      'r.late',
      'r.due_soon',
      'r.targets',
      'r.targets_met',
    ])
    .select([relationSql.as('relation'), currentPhase(today).as('phase')])
    .orderBy(sql`p.state = 'running'`, 'desc')
    .orderBy('p.path')
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { total, rows: rows.map(asRow) };
}

const currentPhase = (today: string) => sql<string | null>`(select h.title from phases h where h.programme_id = p.id
  and coalesce(h.from_on, h.to_on) is not null and coalesce(h.from_on, ${today}) <= ${today} and coalesce(h.to_on, ${today}) >= ${today}
  order by h.from_on desc nulls last limit 1)`;

type Counted = { [K in keyof typeof noCounts]: number | null };

/** The columns of the roll-up belong together under `counts`; a programme without one has none yet. */
function asRow<T extends Counted & { state: string }>(row: T) {
  const { tasks, confirmed, reported, late, due_soon, targets, targets_met, state, ...rest } = row;
  const counts = Object.fromEntries(
    Object.entries({ tasks, confirmed, reported, late, due_soon, targets, targets_met }).map(([name, count]) => [
      name,
      count ?? 0,
    ]),
  );
  return { ...rest, state: stateOf(state), counts: { ...noCounts, ...counts } };
}

// The check constraint of the table holds exactly these states.
const stateOf = (state: string): Static<typeof ProgrammeState> => state as Static<typeof ProgrammeState>;

type Above = {
  id: string;
  title: string;
  document_no: string | null;
  division_code: string;
  division_name: string;
  from_on: string | null;
  to_on: string | null;
  state: string;
  total: number;
};

/** Title pages of the programmes of my own division and those above it. */
async function listAbove({ db }: QueryContext, { page = 1, size = 50, state, q }: Wanted) {
  // Raw SQL asks for a handle that can write; the transaction is read-only whatever the handle.
  const handle = db as unknown as Writer;
  const found = await sql<Above>`
    select p.*, d.name as division_name, count(*) over () as total from humi_superiors() p join divisions d on d.code = p.division_code
    where ${state ?? null}::text is null or p.state = ${state ?? null}
    order by d.path desc, p.title, p.id`.execute(handle);
  const matching = found.rows.filter(({ title }) => !q || title.includes(q));
  const rows = matching.slice((page - 1) * size, page * size).map(({ total: _total, state: stored, ...row }) => ({
    ...row,
    ...{ state: stateOf(stored), organisation: null, organisation_name: null, phase: null, counts: noCounts },
    relation: 'above' as const,
  }));
  return { total: matching.length, rows };
}

/** Everything that the page of a programme shows, but its tasks and targets, which have lists of their own. */
export const showProgramme = query({
  name: 'programme.show',
  input: ById,
  output: ProgrammeDetail,
  async run({ db, actor, today }, { id }) {
    const programme = await loadShown(db, id);
    const { org_id, basis, carries_out, state, ...rest } = programme;
    return {
      ...rest,
      ...{ organisation: org_id, state: stateOf(state), basis: basisOf(basis) },
      ...(await outlineOf(db, { id, today })),
      carries_out: await superiorOf(db, carries_out),
      carried_out_by: await carriedOutBy(db, id),
      counts: await countsOf(db, id),
      unresolved: await unresolvedOf(db, id),
      plans: await plansOf(db, id),
      may_change: actor.kind === 'person' && actor.organisation === org_id,
    };
  },
});

async function loadShown(db: Reader, id: string) {
  const row = await db
    .selectFrom('programmes as p')
    .innerJoin('divisions as d', 'd.code', 'p.division_code')
    .innerJoin('organisations as o', 'o.id', 'p.org_id')
    .selectAll('p')
    .select(['d.name as division_name', 'o.name as organisation_name'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'programme' });
  return row;
}
