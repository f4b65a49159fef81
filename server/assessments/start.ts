import Type from 'typebox';
import { itemsOf, profileFor } from '#domain/assessments/rules.ts';
import { Profile } from '#domain/assessments/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { readEnterprise } from '#server/assessments/load.ts';
import { prefilledAnswers } from '#server/assessments/prefill.ts';
import { formFor, readForm } from '#server/forms/load.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/**
 * A firm, or an officer on site, begins an assessment (C17): by the region's form, in the size of the firm, with what
 * Humi knows already. Where one is being filled, that one goes on; a phone off line may choose the id beforehand.
 */
export const startAssessment = verb({
  name: 'assessment.start',
  input: Type.Object({
    enterprise: Id,
    form: Type.Optional(Id),
    profile: Type.Optional(Profile),
    id: Type.Optional(Id),
  }),
  output: Type.Object({ id: Id, version: Type.Integer(), existing: Type.Boolean() }),
  async run(ctx, { enterprise: org, form: wanted, profile: chosen, id = newId() }) {
    const { db, actor, now } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const enterprise = await readEnterprise(db, org);
    const form = wanted === undefined ? await formFor(db, enterprise) : await readForm(db, wanted);
    // An easier form of some other region would make another grade.
    if (form.org_id !== null && !enterprise.path.startsWith(form.path))
      throw new Refused('not_found', { noun: 'form' });
    if (form.state !== 'published') throw new Refused('form_withdrawn');
    const profile = chosen ?? profileFor(enterprise.size);
    const items = itemsOf(form.content, profile);
    const answers = await prefilledAnswers(ctx, { enterprise, items });
    const { path, division_code, industry, size } = enterprise;
    const { numInsertedOrUpdatedRows: made } = await db
      .insertInto('assessments')
      .values({
        ...{ id, enterprise_id: org, path, division_code, industry, size, profile, form_id: form.id },
        ...{
          mode: actor.organisation === org ? 'self' : 'officer',
          filled_org: actor.organisation,
          filled_by: actor.person,
        },
        ...{ answers: JSON.stringify(answers), answered: Object.keys(answers).length, asked: items.length },
        started_at: now.toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    ctx.about({ row: id, path, data: { enterprise: org, form: form.id, profile } });
    if (made === 0n) return existing(ctx, { id, org });
    return { id, version: 1, existing: false };
  },
});

/** The one that a repeated request made, also when somebody finished it since; else the one that is being filled. */
async function existing({ db, about }: VerbContext, { id, org }: { id: string; org: string }) {
  const row = await db
    .selectFrom('assessments')
    .select(['id', 'version'])
    .where('enterprise_id', '=', org)
    .where((one) => one.or([one('id', '=', id), one('state', '=', 'draft')]))
    .orderBy((one) => one('id', '=', id), 'desc')
    .executeTakeFirst();
  if (!row) throw new Refused('key_used_otherwise');
  about({ row: row.id });
  return { id: row.id, version: row.version, existing: true };
}
