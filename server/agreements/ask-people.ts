import { sql } from 'kysely';
import Type from 'typebox';
import { agreementFields, askedKinds } from '#domain/agreements/schema.ts';
import { addDays } from '#domain/clock.ts';
import { whomFields } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { valuesOf } from '#server/agreements/fields.ts';
import { ownMark, ownPlaces, templateForMany } from '#server/agreements/template-text.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { firmOf, readWhom } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

const none = { months: null, monthly_pay: null, average_wage: null, minimum_wage: null, penalty: null };
const { from_on, to_on, secrets, text } = agreementFields;

/**
 * Asks many people at once to sign the same: those named, or everybody of a group who has not signed it and is not about
 * to. Who has an account signs from it; for the others there is a draft, to be sent by link and code (C21, D2, D4).
 */
export const askAgreements = verb({
  name: 'agreement.ask-people',
  input: Type.Object({ kind: Type.Enum(askedKinds), from_on, to_on, secrets, text, ...whomFields }),
  output: Type.Object({
    sent: Type.Integer({ description: 'Wait in the account of who signs' }),
    drafts: Type.Integer({ description: 'Of people without an account: sent one by one' }),
    skipped: Type.Integer({ description: 'Who have signed it, or are about to' }),
  }),
  async run(ctx, { kind, from_on, to_on, secrets, text, ...whom }) {
    const { organisation } = firmOf(ctx.actor);
    const people = await readWhom(ctx.db, organisation, whom);
    const bound = await boundOf(ctx, { kind, people: people.map(({ id }) => id) });
    const asked = people.filter(({ id }) => !bound.has(id));
    if (asked.length === 0) throw new Refused('nobody_to_sign', { field: 'members' });
    const terms = { ...none, area: null, competitors: null, from_on, to_on, secrets };
    const party = { kind, org_id: organisation, member_id: null, party_name: null, party_firm: null };
    const words = text.trim() === '' ? await templateForMany(ctx.db, { ...terms, ...party }, ctx.today) : text;
    const values = await valuesOf(ctx, organisation, { ...terms, text: words });
    const made = await insertAll(ctx, { kind, organisation, values, asked: asked.map(({ id }) => id) });
    const waiting = made.filter((row) => row.person_id !== null);
    const due = addDays(ctx.today, await ruleNumber(ctx.db, 'signing_link_validity', ctx.today));
    await startDeadlines(
      ctx.db,
      waiting.map(({ id, number, person_id: person }) => ({
        ...{ noun: 'agreement', row: id, kind: 'agreement.sign', org: organisation, programme: null, path: '' },
        ...{ title: `第${number}号协议待签署`, due, person },
      })),
    );
    const counts = { sent: waiting.length, drafts: made.length - waiting.length, skipped: bound.size };
    ctx.about({ path: '', data: { kind, ...counts } });
    return counts;
  },
});

/** Who has signed one of this kind that is in force, or has one that is drafted or waits. */
async function boundOf({ db, today }: VerbContext, { kind, people }: { kind: string; people: readonly string[] }) {
  const rows = await db
    .selectFrom('agreements')
    .select('member_id')
    .distinct()
    .where('kind', '=', kind)
    .where((row) => row('member_id', '=', row.fn.any(row.val([...people]))))
    .where((row) =>
      row.or([
        row('state', 'in', ['draft', 'sent']),
        row.and([row('state', '=', 'signed'), row.or([row('to_on', 'is', null), row('to_on', '>=', today)])]),
      ]),
    )
    .execute();
  return new Set(rows.map(({ member_id }) => member_id));
}

type Wanted = {
  readonly kind: string;
  readonly organisation: string;
  readonly values: Awaited<ReturnType<typeof valuesOf>>;
  readonly asked: readonly string[];
};

type Made = { readonly id: string; readonly number: number; readonly person_id: string | null };

/** One row for each in one statement: what is each one's own is put into the text where the row is made. */
async function insertAll({ db, actor, now }: VerbContext, { kind, organisation, values, asked }: Wanted) {
  const first = await nextNumber(db, organisation, 'agreement', asked.length);
  const ids = asked.map((member, at) => ({ id: newId(), member, number: first + at }));
  const own = {
    person: sql`m.name`,
    phone: sql`m.phone`,
    department: sql`concat_ws('　', m.department, m.post)`,
    post: sql`m.post`,
  };
  const words = ownPlaces.reduce(
    (filled, name) => sql`replace(${filled}, ${ownMark(name)}, coalesce(nullif(${own[name]}, ''), '________'))`,
    sql`${values.text}::text`,
  );
  const at = now.toISOString();
  const { rows } = await sql<Made>`
    insert into agreements (id, org_id, number, kind, state, member_id, person_id, party_name, from_on, to_on, secrets,
      text, sha256, sent_at, created_by, created_at)
    select n.id, m.org_id, n.number, ${kind}, case when m.person_id is null then 'draft' else 'sent' end, m.id, m.person_id,
      m.name, ${values.from_on}::date, ${values.to_on}::date, ${values.secrets}::int[], t.text,
      encode(sha256(convert_to(t.text, 'UTF8')), 'hex'), case when m.person_id is null then null else ${at}::timestamptz end,
      ${firmOf(actor).person}, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) as n (id uuid, member uuid, number int)
    join members m on m.id = n.member and m.org_id = ${organisation}
    cross join lateral (select ${words} as text) t
    returning id, number, person_id`.execute(db);
  return rows;
}
