import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Instant } from '#domain/schema.ts';
import { seesFirm } from '#server/assessments/links.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * A link with which somebody without an account fills this assessment (C17). Its text is shown once and kept nowhere;
 * an earlier link for the same assessment stops working.
 */
export const inviteToAssessment = verb({
  name: 'assessment.invite',
  gate: true,
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Id, token: Type.String(), expires_at: Instant }),
  async run(ctx, { id: assessment }) {
    const { db, now, today, actor, about } = ctx;
    const row = await db
      .selectFrom('assessments as a')
      .innerJoin('enterprises as e', 'e.org_id', 'a.enterprise_id')
      .select(['a.state', 'e.org_id', 'e.path', 'e.station_org', 'e.liaison_org'])
      .where('a.id', '=', assessment)
      .forUpdate('a')
      .executeTakeFirst();
    if (!row || actor.kind !== 'person' || actor.organisation === null || !seesFirm(actor, row))
      throw new Refused('not_found', { noun: 'assessment' });
    if (row.state !== 'draft') throw new Refused('wrong_state', { state: row.state, act: 'invite' });
    const days = await ruleNumber(db, 'assessment_link_validity', today);
    const [id, token, at] = [newId(), newToken(), now.toISOString()];
    const expires_at = new Date(now.getTime() + days * 86_400_000).toISOString();
    await db
      .updateTable('assessment_links')
      .set({ revoked_at: at })
      .where('assessment_id', '=', assessment)
      .where('revoked_at', 'is', null)
      .where('ended_at', 'is', null)
      .execute();
    const made = { created_by: actor.person, created_org: actor.organisation, created_at: at, expires_at };
    await db
      .insertInto('assessment_links')
      .values({
        id,
        assessment_id: assessment,
        enterprise_id: row.org_id,
        path: row.path,
        token_hash: hashToken(token),
        ...made,
      })
      .execute();
    about({ row: assessment, path: row.path, data: { link: id, expires_at } });
    return { id, token, expires_at };
  },
});
