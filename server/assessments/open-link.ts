import Type from 'typebox';
import { itemsOf } from '#domain/assessments/rules.ts';
import { AnswerValue, Profile } from '#domain/assessments/schema.ts';
import { FormContent } from '#domain/forms/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Instant, orNull } from '#domain/schema.ts';
import { isOutside } from '#server/assessments/fill.ts';
import { readLink, tokenPattern } from '#server/assessments/links.ts';
import { assessmentState, keptOf } from '#server/assessments/load.ts';
import { readForm } from '#server/forms/load.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * What a link shows: the form, and what was answered with links; of everything else, only which items need no answer. An
 * act and no query: the token travels in the body, which no log on the way keeps, and whoever made the link sees that it
 * was opened.
 */
export const openLink = verb({
  name: 'assessment.open-link',
  gate: true,
  input: Type.Object({ token: Type.String({ pattern: tokenPattern, maxLength: 43 }) }),
  output: Type.Object({
    form: Id,
    enterprise_name: Type.String(),
    title: Type.String(),
    profile: Profile,
    content: FormContent,
    answers: Type.Array(
      Type.Object({
        item: Type.String(),
        answer: orNull(AnswerValue),
        reason: orNull(Type.String()),
        supported: Type.Boolean(),
        v: Type.Integer(),
      }),
    ),
    taken: Type.Array(Type.String(), { description: 'Items that the firm or an officer has answered' }),
    expires_at: Instant,
  }),
  async run({ db, now, about }, { token }) {
    const link = await readLink(db, { token, now });
    const row = await db
      .selectFrom('assessments as a')
      .innerJoin('enterprises as e', 'e.org_id', 'a.enterprise_id')
      .select(['a.id', 'a.path', 'a.form_id', 'a.profile', 'a.answers', 'a.state', 'e.name as enterprise_name'])
      .where('a.id', '=', link.assessment_id)
      .executeTakeFirstOrThrow();
    if (assessmentState(row.state) !== 'draft') throw new Refused('link_ended');
    const { profile, answers: kept } = keptOf(row);
    const { content, ...form } = await readForm(db, row.form_id);
    if (link.opened_at === null)
      await db
        .updateTable('assessment_links')
        .set({ opened_at: now.toISOString() })
        .where('id', '=', link.id)
        .execute();
    about({ row: row.id, path: row.path, data: { link: link.id } });
    const answers = Object.entries(kept)
      .filter(([, answer]) => isOutside(answer))
      .map(([item, { answer, reason = null, supported = false, v }]) => ({ item, answer, reason, supported, v }));
    return {
      ...{ form: form.id, enterprise_name: row.enterprise_name, title: form.title, profile, content, answers },
      taken: itemsOf(content, profile)
        .map(({ code }) => code)
        .filter((item) => !isOutside(kept[item])),
      expires_at: link.expires_at,
    };
  },
});
