import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { type ChainStep, chainOf, exhibitNo } from '#domain/exhibits/rules.ts';
import { ExhibitKind, type ExhibitRow, ExhibitStateName, type StepRow } from '#domain/exhibits/schema.ts';
import { Id } from '#domain/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';

/** What a list of exhibits can be narrowed to. */
export const exhibitFilters = {
  state: Type.Optional(ExhibitStateName),
  kind: Type.Optional(ExhibitKind),
  programme: Type.Optional(Id),
  custody: Type.Optional(
    Type.Enum(['mine', 'awaiting', 'elsewhere'], { description: 'In my custody, moved to me, or with another keeper' }),
  ),
  chain: Type.Optional(Type.Enum(['broken', 'open'], { description: 'A gap that stays, or one that a step closes' })),
  q: Type.Optional(Type.String({ maxLength: 100 })),
};

const Filter = Type.Object(exhibitFilters);
export type ExhibitFilter = Static<typeof Filter>;

/** The exhibits of a filter, as row security lets the organisation `me` see them. */
export function findExhibits(db: Reader, me: string, { state, kind, programme, custody, chain, q }: ExhibitFilter) {
  let found = db
    .selectFrom('exhibits as e')
    .innerJoin('organisations as o', 'o.id', 'e.org_id')
    .innerJoin('organisations as k', 'k.id', 'e.keeper_org');
  if (state !== undefined) found = found.where('e.state', '=', state);
  if (kind !== undefined) found = found.where('e.kind', '=', kind);
  if (programme !== undefined) found = found.where('e.programme_id', '=', programme);
  if (custody === 'mine') found = found.where('e.keeper_org', '=', me);
  if (custody === 'awaiting') found = found.where('e.moving_to', '=', me);
  if (custody === 'elsewhere')
    found = found.where('e.keeper_org', '<>', me).where(sql<boolean>`e.moving_to is distinct from ${me}`);
  if (chain !== undefined) found = found.where(chain === 'broken' ? broken : sql<boolean>`not ${broken} and ${open}`);
  if (q?.trim())
    found = found.where(sql<boolean>`concat_ws(' ', e.name, e.case_no, e.taken_from, e.seal_no,
    '〔' || e.year || '〕' || e.number || '号') ilike ${holding(q)}`);
  return found;
}

/** The same gaps as chainOf finds in the record; a test holds both against each other. */
const broken = sql<boolean>`exists (select 1 from custody_steps s where s.exhibit_id = e.id and (s.equal = false or s.seal_intact = false))`;
const open = sql<boolean>`e.state in ('moved', 'opened')`;

export const shownColumns = [
  ...(['e.id', 'e.year', 'e.number', 'e.name', 'e.kind', 'e.taken_from', 'e.place', 'e.case_no'] as const),
  ...(['e.programme_id as programme', 'e.org_id as organisation', 'o.name as organisation_name'] as const),
  ...(['e.keeper_org as keeper', 'k.name as keeper_name', 'e.moving_to', 'e.moving_to_name'] as const),
  ...(['e.state', 'e.seal_no', 'e.created_at', 'e.version'] as const),
] as const;

type Found = {
  id: string;
  year: number;
  number: number;
  kind: string;
  state: string;
  keeper: string;
  moving_to: string | null;
  moving_to_name: string | null;
  programme: string | null;
};

type Row = Static<typeof ExhibitRow>;

/** Rows with what the record of each says, and the titles of the programmes that the reader sees. */
export async function withRecord<T extends Found>(db: Reader, me: string, rows: readonly T[]) {
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  );
  const titles = await titlesOf(db, rows);
  return rows.map(({ year, number, moving_to, moving_to_name, ...row }) => ({
    ...row,
    no: exhibitNo({ year, number }),
    // The check constraints of the table hold exactly these.
    kind: row.kind as Row['kind'],
    state: row.state as Row['state'],
    programme_title: titles.get(row.programme ?? '') ?? null,
    keeper_outside: moving_to_name,
    awaits_me: moving_to === me,
    mine: row.keeper === me,
    steps: steps.get(row.id)?.length ?? 0,
    chain: chainOf(steps.get(row.id) ?? []),
  }));
}

async function stepsOf(db: Reader, ids: readonly string[]): Promise<Map<string, ChainStep[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('custody_steps')
    .select(['exhibit_id', 'no', 'act', 'at', 'equal', 'seal_intact'])
    .where('exhibit_id', 'in', ids)
    .orderBy('exhibit_id')
    .orderBy('no')
    .execute();
  return Map.groupBy(rows, ({ exhibit_id }) => exhibit_id);
}

async function titlesOf(db: Reader, rows: readonly Found[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ programme }) => (programme === null ? [] : [programme])))];
  if (ids.length === 0) return new Map();
  const found = await db.selectFrom('programmes').select(['id', 'title']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, title }) => [id, title]));
}

type Step = Static<typeof StepRow>;

/** The whole record of one exhibit, in its order. */
export async function readRecord(db: Reader, exhibit: string): Promise<Step[]> {
  const rows = await db
    .selectFrom('custody_steps as s')
    .innerJoin('organisations as o', 'o.id', 's.org_id')
    .leftJoin('files as f', 'f.id', 's.file_id')
    .select(['s.id', 's.no', 's.act', 's.at', 's.org_id as organisation', 'o.name as organisation_name'])
    .select(['s.person_name', 's.operator', 's.second_person', 's.place', 's.device', 's.tool', 's.method'])
    .select(['s.content_name', 's.size', 's.sha256', 's.sm3', 's.equal', 's.seal_no', 's.seal_intact'])
    .select(['s.to_org as to_organisation', 's.to_name', 's.to_person', 's.reason', 's.note'])
    .select(['s.file_id as file', 'f.name as file_name', 's.deposit_id as deposit'])
    .where('s.exhibit_id', '=', exhibit)
    .orderBy('s.no')
    .execute();
  // The check constraint of the table holds exactly these acts.
  return rows.map((row) => ({ ...row, act: row.act as Step['act'] }));
}
