import { type RawBuilder, sql } from 'kysely';
import type { Static, TObject } from 'typebox';
import { digestPrefix } from '#domain/evidence/entry.ts';
import type { DepositRow, depositFilters } from '#domain/evidence/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { statementsOpenTo } from '#server/evidence/list/hidden.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { installation } from '#server/kernel/deposits.ts';
import { firstIdAt, timeOfId } from '#server/kernel/id.ts';

export type DepositFilter = Static<TObject<typeof depositFilters>> & { readonly id?: string };

type Wanted = {
  /** Who reads: of the own organisation, where no row of a noun and no id is asked for. */
  readonly actor: Actor;
  readonly filter: DepositFilter;
  readonly size: number;
  readonly offset: number;
};

type Found = Omit<DepositRow, 'at' | 'state' | 'stamped' | 'witnessed'> & {
  readonly published: boolean;
  readonly stamped: boolean | null;
  readonly witnessed: number | null;
};

/** Deposits, newest first. Row security and the actor's roles decide which; a row's own are found by its statements. */
export async function readDeposits(db: Reader, wanted: Wanted): Promise<{ total: number; rows: DepositRow[] }> {
  const from = sql`evidence_deposits d
    left join statements s on s.deposit_id = d.id left join deposited_files f on f.deposit_id = d.id
    left join evidence_log l on true`;
  const where = sql.join(conditions(wanted), sql` and `);
  const counted = await readRows(db, sql<{ total: number }>`select count(*) as total from ${from} where ${where}`);
  const rows = await readRows(
    db,
    sql<Found>`
    with stamped as (select coalesce(max(checkpoint_size), 0) as size from time_tokens where state = 'held'),
    signed as (select size, cardinality(cosignatures) as witnesses from checkpoints
      where cosignatures <> '{}' order by size desc limit 1)
    select d.id, d.org_id as organisation, o.name as organisation_name,
           coalesce(s.act, f.kind, 'file') as kind, f.title, left(${subject}, 120) as subject, d.entry_index as index, f.size, f.files, s.noun, s.row_id,
           coalesce(d.entry_index < l.published_size, false) as published,
           d.entry_index < (select size from stamped)
             or exists (select 1 from time_tokens t where t.deposit_id = d.id and t.state = 'held') as stamped,
           (select witnesses from signed where d.entry_index < signed.size) as witnessed
      from ${from} left join organisations o on o.id = d.org_id
     where ${where} order by d.id desc limit ${wanted.size} offset ${wanted.offset}`,
  );
  return { total: counted[0]?.total ?? 0, rows: rows.map(toRow) };
}

const toRow = ({ published, stamped, witnessed, ...row }: Found): DepositRow => ({
  ...row,
  at: timeOfId(row.id),
  state: row.index === null ? 'received' : published ? 'published' : 'sequenced',
  stamped: stamped ?? false,
  witnessed: witnessed ?? 0,
});

function conditions({ actor, filter }: Wanted): RawBuilder<unknown>[] {
  const { id, noun, row, kind, state, from, to, search, sha256 } = filter;
  const open = statementsOpenTo(actor);
  const some: RawBuilder<unknown>[] = open === null ? [] : [open];
  if (id !== undefined) some.push(sql`d.id = ${id}::uuid`);
  else if (noun !== undefined && row !== undefined) some.push(sql`s.noun = ${noun} and s.row_id = ${row}::uuid`);
  else {
    some.push(sql`d.org_id = ${organisationOf(actor)}::uuid`);
    if (noun !== undefined) some.push(sql`s.noun = ${noun}`);
    if (row !== undefined) some.push(sql`s.row_id = ${row}::uuid`);
  }
  if (kind !== undefined) some.push(sql`coalesce(s.act, f.kind, 'file') = ${kind}`);
  if (from !== undefined) some.push(sql`d.id >= ${firstIdAt(startOf(from))}::uuid`);
  if (to !== undefined) some.push(sql`d.id < ${firstIdAt(new Date(startOf(to).getTime() + 86_400_000))}::uuid`);
  if (search?.trim()) some.push(sql`(f.title ilike ${holding(search)} or s.text ilike ${holding(search)})`);
  if (sha256 !== undefined) some.push(sql`d.digest_prefix = ${prefixOf(sha256)}::bigint`);
  if (state !== undefined) some.push(stateConditions[state]);
  return some;
}

/** The auditor reads what the installation deposits in its own name: the digests of its record, its settings. */
function organisationOf(actor: Actor): string | null {
  if (actor.kind !== 'person') return null;
  return actor.roles.includes('audit_administrator') ? installation : actor.organisation;
}

/** The fact of a statement that names its row to a person; one of these in nearly every act. */
const subject = sql.raw(
  `coalesce(${['title', 'task', 'target', 'name', 'description', 'day', 'key'].map((fact) => `s.text::jsonb #>> '{facts,${fact}}'`).join(', ')}, s.text::jsonb #>> '{files,0,name}')`,
);

const stateConditions = {
  received: sql`d.entry_index is null`,
  sequenced: sql`d.entry_index >= l.published_size`,
  published: sql`d.entry_index < l.published_size`,
};

/** Midnight in China. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const prefixOf = (digest: string): string => digestPrefix(Uint8Array.from(Buffer.from(digest, 'hex')));
