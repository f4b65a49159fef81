import { sql } from 'kysely';
import type { Writer } from '#server/db/open.ts';
import type { Held } from '#server/enterprises/intake/progress.ts';

/**
 * Judges the rows of a table together: which firm of the register each means (by credit code, else by division and
 * name), which rows mean the same firm, and what is contradictory; then counts. All in SQL, whatever the number.
 */
export async function weighRows(db: Writer, held: Held): Promise<void> {
  for (const statement of statements(held)) await statement.execute(db);
}

function statements({ id, path, duplicates }: Held) {
  const good = sql`i.import_id = ${id}::uuid and i.outcome <> 'problem'`;
  return [
    sql`analyze import_rows`,
    // The credit code belongs to a body that is no firm, or to a firm elsewhere.
    sql`update import_rows i set outcome = 'problem',
          reason = case when o.kind <> 'enterprise' then 'code_not_firm' else 'code_elsewhere' end,
          facts = jsonb_build_object('code', i.credit_code)
          from organisations o
         where ${good} and o.credit_code = i.credit_code and (o.kind <> 'enterprise' or not starts_with(o.path, ${path}))`,
    // The name is taken in its division: by a body that is no firm, or by a firm with another code.
    sql`update import_rows i set outcome = 'problem', reason = 'firm_name_taken', facts = jsonb_build_object('name', i.name)
          from organisations o
         where ${good} and o.division_code = i.division_code and o.name = i.name
           and (o.kind <> 'enterprise' or o.credit_code <> i.credit_code
             or exists (select 1 from organisations c where c.credit_code = i.credit_code and c.id <> o.id))`,
    // Without a code, a row means the row of the same division and name that has one. Two codes under one name contradict.
    sql`with named as (
          select division_code, name, min(credit_code) as code, count(distinct credit_code) as codes, min(row_no) as first
            from import_rows i where ${good} and credit_code is not null group by division_code, name)
        update import_rows i set
            outcome = case when n.codes > 1 and i.row_no > n.first then 'problem' else i.outcome end,
            reason = case when n.codes > 1 and i.row_no > n.first then 'firm_twice' end,
            facts = case when n.codes > 1 and i.row_no > n.first then jsonb_build_object('earlier', n.first) end,
            credit_code = coalesce(i.credit_code, n.code)
          from named n
         where ${good} and n.division_code = i.division_code and n.name = i.name and (i.credit_code is null or n.codes > 1)`,
    // One firm, one place: a row with the code of an earlier one elsewhere contradicts it.
    sql`with first as (
          select distinct on (credit_code) credit_code, row_no, division_code
            from import_rows i where ${good} and credit_code is not null order by credit_code, row_no)
        update import_rows i set outcome = 'problem', reason = 'firm_twice', facts = jsonb_build_object('earlier', f.row_no)
          from first f where ${good} and f.credit_code = i.credit_code and f.division_code <> i.division_code`,
    // Rows that mean one firm get one id, and their turn.
    sql`with ranked as (
          select row_no, first_value(firm_id) over same as firm, row_number() over same as turn
            from import_rows i where ${good}
          window same as (partition by coalesce(credit_code, division_code || '/' || name) order by row_no))
        update import_rows i set firm_id = r.firm, turn = r.turn,
            outcome = case when r.turn > 1 then ${duplicates} else i.outcome end
          from ranked r where i.import_id = ${id}::uuid and i.row_no = r.row_no and r.turn > 1`,
    // Firms that are listed: by code first, else by division and name.
    sql`update import_rows i set firm_id = o.id, outcome = ${duplicates}
          from organisations o
         where ${good} and o.kind = 'enterprise' and o.credit_code = i.credit_code`,
    sql`update import_rows i set firm_id = o.id, outcome = ${duplicates}
          from organisations o
         where ${good} and o.kind = 'enterprise' and o.division_code = i.division_code and o.name = i.name
           and (o.credit_code is null or i.credit_code is null)`,
    // An update does not move a firm to another division.
    sql`update import_rows i set outcome = 'problem', reason = 'firm_moves', facts = jsonb_build_object('place', d.name)
          from organisations o join divisions d on d.code = o.division_code
         where ${good} and i.outcome = 'update' and o.id = i.firm_id and o.division_code <> i.division_code`,
    sql`update imports m set state = 'checked', lease_until = null,
          added = c.added, updated = c.updated, skipped = c.skipped, problems = c.problems
          from (select count(*) filter (where outcome = 'add') as added,
                       count(*) filter (where outcome in ('update', 'fill')) as updated,
                       count(*) filter (where outcome = 'skip') as skipped,
                       count(*) filter (where outcome = 'problem') as problems
                  from import_rows i where i.import_id = ${id}::uuid) c
         where m.id = ${id}::uuid and m.state = 'checking'`,
  ];
}
