import { createHash } from 'node:crypto';
import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { checkDays, checkIds, warningsOf } from '#domain/visits/rules.ts';
import { newVisitFields, Warning } from '#domain/visits/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { loadFirm } from '#server/visits/load.ts';
import { addFindings, closeFindings } from '#server/visits/parts/findings.ts';
import { keepLastDay, keepNext, keepNote, meetEarlier } from '#server/visits/parts/visits.ts';

/**
 * An officer who serves or oversees a firm records a visit (C15). The id is the phone's: the same visit sent twice, also
 * after days, answers the first; other content under the same id is refused with visit_sent_otherwise.
 */
export const addVisit = verb({
  name: 'visit.add',
  input: Type.Object(newVisitFields),
  output: Type.Object({ id: Type.String(), version: Type.Integer(), warnings: Type.Array(Warning) }),
  async run(ctx, input) {
    const { db, now, today } = ctx;
    const { person: person_id, organisation: org_id } = organisationOf(ctx.actor);
    const { id, enterprise, told_at, findings, closes, internal_note, ...told } = input;
    const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    const warnings = warningsOf({ told: toldTime(told_at), received: now });
    const first = await readFirst(ctx, { id, digest });
    if (first) return { ...first, id, warnings };
    checkDays(input, today);
    checkIds(findings);
    const firm = await loadFirm(ctx, enterprise);
    const { name: enterprise_name, division_code, path, industry } = firm;
    const visit = { id, enterprise_id: enterprise, enterprise_name, org_id, path };
    const made = await db
      .insertInto('visits')
      .values({
        ...visit,
        ...told,
        division_code,
        industry,
        person_id,
        told_at,
        received_at: now.toISOString(),
        digest,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return { ...((await readFirst(ctx, { id, digest })) ?? refuse()), id, warnings };
    await addFindings(db, visit, findings);
    const closed = await closeFindings(db, visit, { closes, day: told.visited_on, now });
    if (internal_note !== null) await keepNote(db, visit, internal_note);
    await meetEarlier(db, visit, now);
    await keepNext(db, visit, { next_on: told.next_on, now });
    await keepLastDay(db, enterprise);
    const { kind, visited_on } = told;
    ctx.about({ row: id, path, data: { enterprise, kind, visited_on, findings: findings.length, closed, told_at } });
    return { id, version: 1, warnings };
  },
});

function toldTime(text: string): Date {
  const told = new Date(text);
  const year = told.getUTCFullYear();
  if (!(year >= 2000 && year < 2200)) throw new Refused('invalid', { field: 'told_at', rule: 'date-time' });
  return told;
}

/** What was recorded under this id before; undefined when nothing was. Other content: visit_sent_otherwise. */
async function readFirst({ db, about }: VerbContext, { id, digest }: { id: string; digest: string }) {
  const row = await db
    .selectFrom('visits')
    .select(['digest', 'version', 'path'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.digest !== digest) return refuse();
  about({ row: id, path: row.path, data: { repeated: true } });
  return { version: row.version };
}

const refuse = (): never => {
  throw new Refused('visit_sent_otherwise', { field: 'id' });
};
