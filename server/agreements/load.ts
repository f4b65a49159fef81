import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type AgreementStateName, agreementStates } from '#domain/agreements/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { Writer } from '#server/db/open.ts';
import { meetDeadline, startDeadline, stopDeadlines } from '#server/kernel/deadlines.ts';

type Wanted = { readonly id: string; readonly organisation: string; readonly version: number; readonly act: string };

/** The agreement, locked, and the state after `act`: not_found, changed_meanwhile, wrong_state. */
export async function loadAgreement(db: Writer, { id, organisation, version, act }: Wanted) {
  const row = await db
    .selectFrom('agreements')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'agreement' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  // The column's check constraint allows exactly these.
  return { agreement: row, state: nextState(agreementStates, row.state as AgreementStateName, act) };
}

/** Lower-case hexadecimal SHA-256 of a text. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The text with one kind of line end, so that its digest does not depend on who typed it. */
export const cleanText = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** What the region is told: how many agreements are signed and in force. */
export const countAgreements = (db: Writer, ...firms: readonly string[]): Promise<unknown> =>
  sql`update enterprises e set agreement_count = (select count(*) from agreements a
    where a.org_id = e.org_id and a.state = 'signed') where e.org_id = any (${[...firms]}::uuid[])`.execute(db);

/** Links that were not used stop working. */
export const endSignings = (db: Writer, agreement: string, now: Date): Promise<unknown> =>
  db
    .updateTable('signings')
    .set({ ended_at: now.toISOString() })
    .where('agreement_id', '=', agreement)
    .where('signed_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();

type Signed = { id: string; org_id: string; number: number; to_on: string | null };

/** What a signature starts and ends: the wait for it is over, and the day on which the agreement runs out is watched. */
export async function afterSigning(db: Writer, { id, org_id, number, to_on }: Signed, now: Date): Promise<void> {
  await meetDeadline(db, { noun: 'agreement', row: id, kind: 'agreement.sign' }, now);
  if (to_on !== null)
    await startDeadline(db, {
      ...{ noun: 'agreement', row: id, kind: 'agreement.expire', org: org_id, programme: null, path: '' },
      ...{ title: `第${number}号协议到期`, due: to_on },
    });
  await countAgreements(db, org_id);
}

/** Nothing of an agreement that has ended waits any more; months of pay that are due stay due. */
export const stopClocks = (db: Writer, row: string, now: Date): Promise<void> =>
  stopDeadlines(
    db,
    ['agreement.sign', 'agreement.expire'].map((kind) => ({ noun: 'agreement', row, kind })),
    now,
  );

type Signing = { readonly signed_at: string | null; readonly ended_at: string | null };

/** A signing that may still be used: signing_unknown, signing_used, signing_ended. */
export function checkSigning<S extends Signing>(signing: S | undefined): S {
  if (!signing) throw new Refused('signing_unknown');
  if (signing.signed_at !== null) throw new Refused('signing_used');
  if (signing.ended_at !== null) throw new Refused('signing_ended');
  return signing;
}
