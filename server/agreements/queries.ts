import Type, { type Static } from 'typebox';
import { owed } from '#domain/agreements/pay.ts';
import { AgreementDetail, AgreementRow, type SigningRow } from '#domain/agreements/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import { agreementFilters, findAgreements, readAgreements, type Seen } from '#server/agreements/find.ts';
import { findingsOf, numberOf, shownFindings } from '#server/agreements/findings.ts';
import { readPays } from '#server/agreements/pays.ts';
import { writeAgreements, writePays } from '#server/agreements/sheet.ts';
import type { Reader } from '#server/db/open.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

const order = {
  sort: Type.Optional(Type.Enum(['number', '-number', 'to_on', '-to_on', 'signed_on', '-signed_on'])),
};

const columnOf = { number: 'a.number', to_on: 'a.to_on', signed_on: 'a.signed_on' } as const;

/** What people of the firm and its partners sign, the newest first; an employee sees the own (C21). */
export const listAgreements = query({
  name: 'agreement.list',
  input: Type.Object({ ...paging, ...agreementFilters, ...order }),
  output: Type.Object({
    total: Type.Integer(),
    unsigned: Type.Integer({ description: 'Sent and not signed' }),
    unpaid: Type.Integer({ description: 'Non-competes with pay that is due and unpaid' }),
    rows: Type.Array(AgreementRow),
  }),
  async run(ctx, { page = 1, size = 50, sort, ...filter }) {
    const seen = seenBy(ctx);
    const count = async (narrowed: Parameters<typeof findAgreements>[2]): Promise<number> =>
      (
        await findAgreements(ctx.db, seen, narrowed)
          .select((row) => row.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow()
      ).total;
    const found = ordered(findAgreements(ctx.db, seen, filter), sort);
    return {
      total: await count(filter),
      unsigned: await count({ state: 'sent' }),
      unpaid: await count({ alarm: 'unpaid' }),
      rows: await readAgreements(found.limit(size).offset((page - 1) * size), seen),
    };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook. Refuses too_many_rows rather than cutting. */
export const exportAgreements = query({
  name: 'agreement.export',
  input: Type.Object({ ...agreementFilters, ...order }),
  output: FileOutput,
  async run(ctx, { sort, ...filter }) {
    const seen = seenBy(ctx);
    const found = ordered(findAgreements(ctx.db, seen, filter), sort).limit(mostExported + 1);
    const rows = await readAgreements(found, seen);
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return { name: `协议台账${ctx.today}.xlsx`, media_type: sheetMediaType, bytes: await writeAgreements(rows) };
  },
});

/** One agreement: its terms, what the checks say, its pay, and the record of its signing. */
export const showAgreement = query({
  name: 'agreement.show',
  input: ById,
  output: AgreementDetail,
  async run(ctx, { id }) {
    const { db, today } = ctx;
    const seen = seenBy(ctx);
    const [shown] = await readAgreements(findAgreements(db, seen, {}).where('a.id', '=', id), seen);
    const row = await db.selectFrom('agreements').selectAll().where('id', '=', id).executeTakeFirst();
    if (!shown || !row) throw new Refused('not_found', { noun: 'agreement' });
    const member = await db.selectFrom('members').select('access').where('id', '=', row.member_id).executeTakeFirst();
    const deposit = await db
      .selectFrom('statements')
      .select('deposit_id')
      .where('row_id', '=', id)
      .where('act', 'in', ['agreement.sign', 'agreement.record-paper'])
      .orderBy('at', 'desc')
      .executeTakeFirst();
    const pays = await readPays(db, id, today);
    const { from_on, to_on, secrets, months, area, competitors, text, sha256, signed_at, term_from, term_to } = row;
    return {
      ...{ ...shown, from_on, to_on, secrets, months, area, competitors, text, sha256, signed_at, term_from, term_to },
      ...{
        ended_on: row.ended_on,
        end_reason: row.end_reason,
        renews: row.renews,
        deposit: deposit?.deposit_id ?? null,
      },
      monthly_pay: numberOf(row.monthly_pay),
      average_wage: numberOf(row.average_wage),
      minimum_wage: numberOf(row.minimum_wage),
      penalty: numberOf(row.penalty),
      release_pay: numberOf(row.release_pay),
      // The columns' check constraints allow exactly the words of the schema.
      member_access: (member?.access ?? null) as 'none' | null,
      signed_how: row.signed_how as 'screen' | null,
      findings: shownFindings(await findingsOf(db, row, row.signed_on ?? today)),
      pays,
      owed: owed(pays, today),
      signings: await readSignings(db, id, ctx.now),
    };
  },
});

/** The pay log of a non-compete as a workbook. */
export const exportPays = query({
  name: 'agreement.pays',
  input: ById,
  output: FileOutput,
  async run({ db, actor, today }, { id }) {
    const { organisation } = firmOf(actor);
    const row = await db
      .selectFrom('agreements')
      .select('number')
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'agreement' });
    const bytes = await writePays(await readPays(db, id, today));
    return { name: `第${row.number}号协议补偿支付记录${today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});

async function readSignings(db: Reader, agreement: string, now: Date): Promise<Static<typeof SigningRow>[]> {
  const rows = await db
    .selectFrom('signings')
    .select([
      ...(['id', 'way', 'created_at', 'expires_at', 'ended_at', 'tries', 'code_at', 'read_at', 'signed_at'] as const),
      ...(['signer', 'how', 'drawing', 'address', 'agent'] as const),
    ])
    .where('agreement_id', '=', agreement)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ ended_at, ...row }) => ({
    ...row,
    // The columns' check constraints allow exactly the words of the schema.
    way: row.way as 'link',
    how: row.how as 'drawn' | null,
    state: stateOf({ ...row, ended_at }, now),
  }));
}

type Times = { signed_at: string | null; ended_at: string | null; expires_at: string; code_at: string | null };

const stateOf = ({ signed_at, ended_at, expires_at, code_at }: Times, now: Date) =>
  signed_at !== null
    ? 'signed'
    : ended_at !== null
      ? 'ended'
      : expires_at <= now.toISOString()
        ? 'expired'
        : code_at !== null
          ? 'opened'
          : 'open';

function seenBy({ actor, today }: QueryContext): Seen {
  const { organisation, person } = firmOf(actor);
  return { organisation, person, today };
}

/** Newest first unless a column is asked for. */
function ordered(found: ReturnType<typeof findAgreements>, sort = '-number') {
  // The names that `order` allows, without their sign.
  const column = columnOf[sort.replace(/^-/, '') as keyof typeof columnOf];
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return found
    .orderBy(column, (by) => (direction === 'asc' ? by.asc().nullsLast() : by.desc().nullsLast()))
    .orderBy('a.number', direction);
}
