import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { hashToken } from '#server/kernel/session.ts';

/** The link's invitation with its firm. Unknown, used and expired each say so. */
export async function loadLink(db: Reader | Writer, token: string, now: Date) {
  // Both handles read alike.
  const found = await (db as Reader)
    .selectFrom('enterprise_invitations as i')
    .innerJoin('enterprises as e', 'e.org_id', 'i.org_id')
    .innerJoin('divisions as d', 'd.code', 'e.division_code')
    .select([
      'i.id',
      'i.org_id',
      'i.expires_at',
      'i.used_at',
      'e.name',
      'e.path',
      'e.org_state',
      'd.name as division_name',
    ])
    .where('i.token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (found?.org_state !== 'active') throw new Refused('invitation_unknown');
  if (found.used_at !== null) throw new Refused('invitation_used');
  if (found.expires_at <= now.toISOString()) throw new Refused('invitation_expired');
  return found;
}
