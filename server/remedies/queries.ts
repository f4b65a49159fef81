import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import { type FirmContact, RemedyDetail, RemedyRow } from '#domain/remedies/schema.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import { readRows } from '#server/db/rows.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { findRemedies, orderOf, remedyFilters, remedyOrder, shownColumns, withItems } from '#server/remedies/find.ts';
import { remedyState } from '#server/remedies/load.ts';
import { writeRemedies } from '#server/remedies/sheet.ts';

/** Actions that I see: a firm's own, those of firms that my organisation serves or oversees; what is due first, first (C17). */
export const listRemedies = query({
  name: 'remedy.list',
  input: Type.Object({ ...paging, ...remedyFilters, ...remedyOrder }),
  output: Type.Object({
    total: Type.Integer(),
    open: Type.Integer({ description: 'Of the filter without its state' }),
    late: Type.Integer(),
    done: Type.Integer(),
    rows: Type.Array(RemedyRow),
  }),
  async run(ctx, { page = 1, size = 50, sort, ...filter }) {
    const { state: _state, late: _late, ...wide } = filter;
    const counts = await findRemedies(ctx, wide)
      .select((row) => [
        row.fn.countAll<number>().filterWhere('r.state', '=', 'open').as('open'),
        row.fn.countAll<number>().filterWhere('r.state', '=', 'done').as('done'),
        row.fn
          .countAll<number>()
          .filterWhere('r.state', '=', 'open')
          .filterWhere('r.due_on', '<', ctx.today)
          .as('late'),
      ])
      .executeTakeFirstOrThrow();
    const { total } = await findRemedies(ctx, filter)
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const rows = await ordered(ctx, sort === undefined ? filter : { sort, ...filter })
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, ...counts, rows: (await withItems(ctx, rows)).map(({ about: _about, ...row }) => row) };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportRemedies = query({
  name: 'remedy.export',
  input: Type.Object({ ...remedyFilters, ...remedyOrder }),
  output: FileOutput,
  async run(ctx, input) {
    const rows = await ordered(ctx, input)
      .limit(mostExported + 1)
      .execute();
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeRemedies(await withItems(ctx, rows));
    return { name: `整改事项${ctx.today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

const Filter = Type.Object({ ...remedyFilters, ...remedyOrder });

function ordered(ctx: QueryContext, { sort, ...filter }: Static<typeof Filter>) {
  const { column, direction } = orderOf(sort);
  // What is still to be done stands first, unless somebody asked for another order.
  return findRemedies(ctx, filter)
    .select(shownColumns)
    .$if(sort === undefined, (rows) => rows.orderBy(sql`r.state <> 'open'`))
    .orderBy(column, (by) => (direction === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
    .orderBy('r.key_item', 'desc')
    .orderBy('r.weight', 'desc')
    .orderBy('r.id', direction);
}

/** One action: what is asked, why, what helps, whom to call, and what was done (C17). */
export const showRemedy = query({
  name: 'remedy.show',
  input: ById,
  output: RemedyDetail,
  async run(ctx, { id }) {
    const rows = await findRemedies(ctx, {})
      .leftJoin('people as p', 'p.id', 'r.done_by')
      .select(shownColumns)
      .select(['r.note', 'r.reason', 'p.name as done_by_name', 'r.created_at'])
      .select(['r.proof_deposit', 'r.proof_given', 'r.proof_assessment'])
      .where('r.id', '=', id)
      .execute();
    const [row] = await withItems(ctx, rows);
    if (!row) throw new Refused('not_found', { noun: 'remedy' });
    const { about, ...shown } = row;
    const none = { zh: '', en: '' };
    const { why = none, evidence = none, remedy = none } = about ?? {};
    return { ...shown, why, evidence, remedy, contacts: await readContacts(ctx, row.enterprise) };
  },
});

type Contact = Static<typeof FirmContact>;

const readContacts = ({ db }: QueryContext, firm: string): Promise<Contact[]> =>
  readRows(
    db,
    sql<Contact>`select s.side, l.org_name as organisation_name, l.person_name, l.phone from enterprises e
      cross join lateral (values ('station', e.station_org, e.station_person), ('liaison', e.liaison_org, e.liaison_person)) s (side, org, person)
      cross join lateral humi_liaison(s.org, s.person) l where e.org_id = ${firm} and s.org is not null`,
  );

/** What became of each weak item of a firm, the newest action of an item last: for its report. */
export async function readActions(ctx: QueryContext, enterprise: string) {
  const rows = await findRemedies(ctx, { enterprise })
    .select(['r.item', 'r.due_on', 'r.state'])
    .orderBy('r.created_at')
    .execute();
  return rows.map((row) => ({ ...row, state: remedyState(row.state) }));
}
