import { Refused } from '#domain/refused.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { belowOf } from '#server/enterprises/load.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { hashToken } from '#server/kernel/session.ts';

/** What a link carries: 256 bits in base64url. */
export const tokenPattern = '^[A-Za-z0-9_-]{43}$';

export type Link = {
  readonly id: string;
  readonly assessment_id: string;
  readonly created_org: string;
  readonly opened_at: string | null;
  readonly expires_at: string;
};

type Row = { readonly expires_at: string; readonly revoked_at: string | null; readonly ended_at: string | null };

/** The link behind a token while it works: link_unknown, link_ended, link_revoked and link_expired say what to do. */
export async function readLink(db: Reader | Writer, { token, now }: { token: string; now: Date }): Promise<Link> {
  // Both handles read alike; the narrower type has every word used here.
  const row = await (db as Reader)
    .selectFrom('assessment_links')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!row) throw new Refused('link_unknown');
  checkAlive(row, now);
  return row;
}

/** The same, locked: of two who hand in at once one is told that the link has ended. */
export async function lockLink(db: Writer, { token, now }: { token: string; now: Date }): Promise<Link> {
  const { id } = await readLink(db, { token, now });
  const row = await db
    .selectFrom('assessment_links')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  checkAlive(row, now);
  return row;
}

function checkAlive({ expires_at, revoked_at, ended_at }: Row, now: Date): void {
  if (ended_at !== null) throw new Refused('link_ended');
  if (revoked_at !== null) throw new Refused('link_revoked');
  if (expires_at <= now.toISOString()) throw new Refused('link_expired');
}

type Firm = {
  readonly org_id: string;
  readonly path: string;
  readonly station_org: string | null;
  readonly liaison_org: string | null;
};

/**
 * Whether row security would show the firm to the actor. Links are made in the role of the gate, which sees all rows, so
 * that their text is kept nowhere; the same question is asked here.
 */
export function seesFirm(actor: Actor, { org_id, path, station_org, liaison_org }: Firm): boolean {
  if (actor.kind !== 'person' || actor.organisation === null) return false;
  return [org_id, station_org, liaison_org].includes(actor.organisation) || path.startsWith(belowOf(actor));
}
