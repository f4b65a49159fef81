import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';

/** The link works no more; what was filled with it stays. */
export const revokeLink = verb({
  name: 'assessment.revoke',
  input: Type.Object({ id: Id }),
  output: Type.Object({ id: Id }),
  async run({ db, now, about }, { id: assessment }) {
    const row = await db
      .updateTable('assessment_links')
      .set({ revoked_at: now.toISOString() })
      .where('assessment_id', '=', assessment)
      .where('revoked_at', 'is', null)
      .where('ended_at', 'is', null)
      .returning(['id', 'path'])
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'assessment' });
    about({ row: assessment, path: row.path, data: { link: row.id } });
    return { id: row.id };
  },
});
