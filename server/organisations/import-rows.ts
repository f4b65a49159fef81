import { sql } from 'kysely';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { aliasesOf, type Weighed } from '#server/organisations/weigh-rows.ts';

/**
 * Writes the judged rows: new ones in one statement, so that superiors may stand anywhere in the table, then the known
 * ones. Refuses import_taken for a row that collides with one the actor does not see, superior_wrong for a circle.
 */
export async function writeWeighed({ db, today }: VerbContext, weighed: readonly Weighed[]): Promise<void> {
  const fresh = weighed
    .filter(({ outcome }) => outcome === 'add')
    .map((one) => ({ ...fieldsOf(one), created_on: today }));
  const known = weighed.filter(({ outcome }) => outcome === 'update').map(fieldsOf);
  try {
    await insertRows(db, fresh);
    await updateRows(db, known);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw new Refused('import_taken');
    throw error;
  }
  await refuseCircle(
    db,
    [...fresh, ...known].filter(({ superior_id }) => superior_id !== null).map(({ id }) => id),
  );
}

/** Empty cells are null: nothing for a new organisation, no change for a known one. */
function fieldsOf(one: Weighed) {
  const { id, name, kind, place, superior_id, cells, known } = one;
  const old = known && known.name !== name ? [known.name] : [];
  return {
    ...{ id, name, kind, superior_id, division_code: place?.code ?? '', path: place?.path ?? '' },
    short_name: cells.short_name || null,
    credit_code: cells.credit_code || null,
    industry: cells.industry || null,
    aliases: [...new Set([...(known?.aliases ?? []), ...aliasesOf(one), ...old])].filter((alias) => alias !== name),
  };
}

type Fields = ReturnType<typeof fieldsOf>;

async function insertRows(db: Writer, rows: readonly (Fields & { created_on: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into organisations (id, kind, name, short_name, aliases, division_code, path, superior_id, credit_code, industry, created_on)
    select id, kind, name, short_name, aliases, division_code, path, superior_id, credit_code, industry, created_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, name text, short_name text, aliases text[],
      division_code text, path text, superior_id uuid, credit_code text, industry text, created_on date)`.execute(db);
}

async function updateRows(db: Writer, rows: readonly Fields[]): Promise<void> {
  if (rows.length === 0) return;
  const { numAffectedRows } = await sql`
    update organisations o set name = r.name, kind = r.kind, aliases = r.aliases, version = o.version + 1,
      short_name = coalesce(r.short_name, o.short_name), credit_code = coalesce(r.credit_code, o.credit_code),
      industry = coalesce(r.industry, o.industry), superior_id = coalesce(r.superior_id, o.superior_id)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, name text, short_name text, aliases text[],
      superior_id uuid, credit_code text, industry text)
    where o.id = r.id`.execute(db);
  if (numAffectedRows !== BigInt(rows.length)) throw new Refused('not_permitted');
}

async function refuseCircle(db: Writer, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ name: string }>`
    with recursive up (start, at, steps) as (
      select id, superior_id, 1 from organisations where id = any(${ids}::uuid[])
      union select up.start, o.superior_id, up.steps + 1 from up join organisations o on o.id = up.at
        where up.at <> up.start and up.steps < 100)
    select o.name from up join organisations o on o.id = up.start where up.at = up.start limit 1`.execute(db);
  if (rows.length > 0) throw new Refused('superior_wrong', { field: 'superior', name: rows[0]?.name ?? '' });
}
