import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { clockOf, loadRemedy } from '#server/remedies/load.ts';

/** The weak point is closed: what was done, and a deposit of one's own that shows it, where there is one (C17, C24). */
export const finishRemedy = verb({
  name: 'remedy.finish',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, note: Prose, proof: Type.Optional(Id) }),
  output: Type.Object({ version: Type.Integer(), deposit: Id }),
  async run(ctx, { id, version, note, proof }) {
    const { remedy, state } = await loadRemedy(ctx, { id, version, act: 'finish' });
    if (proof !== undefined) await checkProof(ctx, proof);
    const { item, enterprise_id: enterprise, assessment_id: assessment, due_on } = remedy;
    const deposit = ctx.deposit({
      row: id,
      facts: { enterprise, assessment, item, due_on, note, proof: proof ?? null },
    });
    const done_by = ctx.actor.kind === 'person' ? ctx.actor.person : null;
    await ctx.db
      .updateTable('remedies')
      .set({
        ...{ state, note, done_by, done_on: ctx.today, reason: null, version: version + 1 },
        ...{ proof_deposit: deposit, proof_given: proof ?? null, proof_assessment: null },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(ctx.db, clockOf(id), ctx.now);
    ctx.about({ row: id, path: remedy.path, data: { item, late: due_on !== null && due_on < ctx.today } });
    return { version: version + 1, deposit };
  },
});

/** A deposit of the own organisation, sequenced or still on its way: proof_unknown. */
async function checkProof({ db, actor }: VerbContext, proof: string): Promise<void> {
  const found = await db.selectFrom('evidence_deposits').select('org_id').where('id', '=', proof).executeTakeFirst();
  if (!found || actor.kind !== 'person' || found.org_id !== actor.organisation)
    throw new Refused('proof_unknown', { field: 'proof' });
}
