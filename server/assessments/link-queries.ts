import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { ById, Id, Instant, orNull } from '#domain/schema.ts';
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
      .select(['l.id', 'p.name as created_by_name', 'l.created_at', 'l.expires_at', 'l.opened_at', 'l.ended_at'])
      .select(['l.filled_by_name', 'l.revoked_at'])
      .select((row) => row.fn.countAll<number>().over().as('total'))
      .where('l.assessment_id', '=', id)
      .orderBy('l.created_at', 'desc')
      .limit(mostShown)
      .execute();
    return {
      total: rows[0]?.total ?? 0,
      rows: rows.map(({ revoked_at, total: _total, ...row }) => ({
        ...row,
        state: stateOf({ ...row, revoked_at }, now),
      })),
    };
  },
});

/** A new link ends the one before, so that older ones are history; the total counts them all. */
const mostShown = 100;

type Ends = { readonly ended_at: string | null; readonly revoked_at: string | null; readonly expires_at: string };

function stateOf({ ended_at, revoked_at, expires_at }: Ends, now: Date): 'active' | 'expired' | 'revoked' | 'ended' {
  if (ended_at !== null) return 'ended';
  if (revoked_at !== null) return 'revoked';
  return expires_at <= now.toISOString() ? 'expired' : 'active';
}
