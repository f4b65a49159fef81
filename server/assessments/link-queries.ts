import Type from 'typebox';
import { itemsOf } from '#domain/assessments/rules.ts';
import { AnswerValue, Profile } from '#domain/assessments/schema.ts';
import { FormContent } from '#domain/forms/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, Id, Instant, orNull } from '#domain/schema.ts';
import { isOutside } from '#server/assessments/fill.ts';
import { readLink, tokenPattern } from '#server/assessments/links.ts';
import { assessmentState, keptOf } from '#server/assessments/load.ts';
import { readForm } from '#server/forms/load.ts';
import { query } from '#server/kernel/verb.ts';

/** The links of one assessment, the newest first: who made them, whether they were used. Never their text. */
export const listLinks = query({
  name: 'assessment.links',
  input: ById,
  output: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        id: Id,
        state: Type.Enum(['active', 'expired', 'revoked', 'ended']),
        created_by_name: orNull(Type.String()),
        created_at: Instant,
        expires_at: Instant,
        opened_at: orNull(Instant),
        ended_at: orNull(Instant),
        filled_by_name: orNull(Type.String()),
      }),
    ),
  }),
  async run({ db, now }, { id }) {
    const seen = await db.selectFrom('assessments').select('id').where('id', '=', id).executeTakeFirst();
    if (!seen) throw new Refused('not_found', { noun: 'assessment' });
    const rows = await db
      .selectFrom('assessment_links as l')
      .leftJoin('people as p', 'p.id', 'l.created_by')
      .select([
        'l.id',
        'p.name as created_by_name',
        'l.created_at',
        'l.expires_at',
        'l.opened_at',
        'l.ended_at',
        'l.revoked_at',
      ])
      .select('l.filled_by_name')
      .where('l.assessment_id', '=', id)
      .orderBy('l.created_at', 'desc')
      .limit(100)
      .execute();
    const stateOf = (row: (typeof rows)[number]): 'active' | 'expired' | 'revoked' | 'ended' => {
      if (row.ended_at !== null) return 'ended';
      if (row.revoked_at !== null) return 'revoked';
      return row.expires_at <= now.toISOString() ? 'expired' : 'active';
    };
    return {
      total: rows.length,
      rows: rows.map(({ revoked_at: _revoked, ...row }) => ({
        ...row,
        state: stateOf({ ...row, revoked_at: _revoked }),
      })),
    };
  },
});

/** What a link shows: the form, and what was answered with links. Of everything else, only which items need no answer. */
export const showOutside = query({
  name: 'assessment.outside',
  gate: true,
  input: Type.Object({ token: Type.String({ pattern: tokenPattern, maxLength: 43 }) }),
  output: Type.Object({
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
  async run({ db, now }, { token }) {
    const link = await readLink(db, { token, now });
    const row = await db
      .selectFrom('assessments as a')
      .innerJoin('enterprises as e', 'e.org_id', 'a.enterprise_id')
      .innerJoin('assessment_links as l', 'l.assessment_id', 'a.id')
      .select(['a.form_id', 'a.profile', 'a.answers', 'a.state', 'e.name as enterprise_name', 'l.expires_at'])
      .where('l.id', '=', link.id)
      .executeTakeFirstOrThrow();
    if (assessmentState(row.state) !== 'draft') throw new Refused('link_ended');
    const { profile, answers: kept } = keptOf(row);
    const form = await readForm(db, row.form_id);
    const items = itemsOf(form.content, profile).map(({ code }) => code);
    const answers = Object.entries(kept)
      .filter(([, answer]) => isOutside(answer))
      .map(([item, { answer, reason = null, supported = false, v }]) => ({ item, answer, reason, supported, v }));
    return {
      ...{ enterprise_name: row.enterprise_name, title: form.title, profile, content: form.content, answers },
      taken: items.filter((item) => !isOutside(kept[item])),
      expires_at: row.expires_at,
    };
  },
});
