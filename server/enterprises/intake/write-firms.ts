import { sql } from 'kysely';
import type { VerbContext } from '#server/kernel/verb.ts';

const batch = 5_000;

type Task = {
  readonly id: string;
  /** Throws when the import was cancelled meanwhile. */
  readonly wanted: () => Promise<unknown>;
  readonly tell: (done: number) => void;
};

/** New firms, some thousands in a statement, with their rows of the register, which the trigger leaves to us here. */
export async function addFirms({ db, today, now }: VerbContext, { id, wanted, tell }: Task): Promise<void> {
  await sql`select set_config('humi.copies', 'none', true)`.execute(db);
  let [after, done] = [0, 0];
  for (;;) {
    await wanted();
    const { rows } = await sql<{ last: number | null; count: number }>`
      with part as materialized (
        select firm_id, name, credit_code, division_code, path, fields, row_no from import_rows
         where import_id = ${id}::uuid and outcome = 'add' and row_no > ${after} order by row_no limit ${batch}),
      made as (
        insert into organisations (id, kind, name, division_code, path, credit_code, created_on)
        select firm_id, 'enterprise', name, division_code, path, credit_code, ${today}::date from part returning id),
      listed as (
        insert into enterprises (org_id, name, credit_code, division_code, path, org_state, origin, created_at,
            industry, size, staff, address, contact_name, contact_phone, contact_email, contact_point, tags)
        select firm_id, name, credit_code, division_code, path, 'active', 'imported', ${now.toISOString()}::timestamptz,
            fields ->> 'industry', fields ->> 'size', (fields ->> 'staff')::integer, fields ->> 'address', fields ->> 'contact_name',
            fields ->> 'contact_phone', fields ->> 'contact_email', coalesce((fields ->> 'contact_point')::boolean, false),
            coalesce((select array_agg(t) from jsonb_array_elements_text(fields -> 'tags') t), '{}')
          from part)
      select max(row_no) as last, count(*)::integer as count from part`.execute(db);
    const { last = null, count = 0 } = rows[0] ?? {};
    if (last === null) break;
    [after, done] = [last, done + count];
    tell(done);
  }
  await sql`select set_config('humi.copies', '', true)`.execute(db);
}

/** Firms that are listed, or that an earlier row of the table made: row after row of a firm in its turn. */
export async function changeFirms({ db }: VerbContext, { id, wanted, tell }: Task): Promise<void> {
  const { rows } = await sql<{ turn: number; outcome: string; count: number }>`
    select turn, outcome, count(*)::integer as count from import_rows
     where import_id = ${id}::uuid and outcome in ('update', 'fill') group by turn, outcome order by turn, outcome`.execute(
    db,
  );
  let done = 0;
  for (const { turn, outcome, count } of rows) {
    await wanted();
    const update = outcome === 'update';
    const which = sql`i.import_id = ${id}::uuid and i.outcome = ${outcome} and i.turn = ${turn}`;
    await sql`
      update organisations o set version = o.version + 1,
        aliases = case when ${update} and o.name <> i.name and o.name <> all (o.aliases) then o.aliases || o.name else o.aliases end,
        name = case when ${update} then i.name else o.name end,
        credit_code = ${update ? sql`coalesce(i.credit_code, o.credit_code)` : sql`coalesce(o.credit_code, i.credit_code)`}
        from import_rows i where ${which} and o.id = i.firm_id
         and (o.name, o.credit_code) is distinct from (i.name, i.credit_code)`.execute(db);
    await sql`
      update enterprises e set version = e.version + 1, ${fieldsFrom(update ? 'update' : 'fill')}
        from import_rows i where ${which} and e.org_id = i.firm_id`.execute(db);
    done += count;
    tell(done);
  }
}

/** What the table says wins (update), or only what is empty is filled. An empty cell never takes anything away. */
function fieldsFrom(how: 'update' | 'fill') {
  const text = (column: string, type: string) => {
    const [given, had] = [sql.raw(`(i.fields ->> '${column}')::${type}`), sql.ref(`e.${column}`)];
    const value = how === 'update' ? sql`coalesce(${given}, ${had})` : sql`coalesce(${had}, ${given})`;
    return sql`${sql.ref(column)} = ${value}`;
  };
  const given = sql`(select array_agg(t) from jsonb_array_elements_text(i.fields -> 'tags') t)`;
  const tags =
    how === 'update'
      ? sql`tags = coalesce(${given}, e.tags)`
      : sql`tags = case when e.tags = '{}' then coalesce(${given}, e.tags) else e.tags end`;
  const columns = [
    ...['industry', 'size', 'address', 'contact_name', 'contact_phone', 'contact_email'].map((one) =>
      text(one, 'text'),
    ),
    text('staff', 'integer'),
    how === 'update' ? text('contact_point', 'boolean') : sql`contact_point = e.contact_point`,
    tags,
  ];
  return sql.join(columns);
}
