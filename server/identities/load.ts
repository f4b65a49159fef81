import { createHash } from 'node:crypto';
import { decodeBase64 } from '#domain/evidence/base64.ts';
import { parseVerifierKey } from '#domain/evidence/notes.ts';
import {
  growRoll,
  parseEntry,
  type Roll,
  type RollAct,
  type RollEntry,
  type RollTools,
} from '#domain/identities/roll.ts';
import { identityStates } from '#domain/identities/states.ts';
import { Refused } from '#domain/refused.ts';
import { nextState } from '#domain/states.ts';
import type { Writer } from '#server/db/open.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { type Firm, firmOf } from '#server/secrets/load.ts';
import { plainPrimitives } from '#verify/primitives.ts';

/** The actor's own key, locked, in a state that allows `act`: not_found, changed_meanwhile, wrong_state. */
export async function loadOwn({ db, actor }: VerbContext, { act, version }: { act: string; version?: number }) {
  const { organisation, person } = firmOf({ actor });
  const row = await db
    .selectFrom('identities')
    .selectAll()
    .where('org_id', '=', organisation)
    .where('person_id', '=', person)
    .where('state', '<>', 'retired')
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'identity' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return { ...row, next: nextState(identityStates, row.state as 'asked' | 'active', act) }; // the column's check allows no other
}

/** A key of the actor's firm, locked, in a state that allows `act`. */
export async function loadIdentity({ db, actor }: VerbContext, { id, act }: { id: string; act: string }) {
  const { organisation } = firmOf({ actor });
  const row = await db
    .selectFrom('identities')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'identity' });
  return { ...row, next: nextState(identityStates, row.state as 'asked' | 'active' | 'retired', act) }; // as above
}

/** The newest key of a person in the actor's firm, in whatever state, locked: somebody who lost it can be removed too. */
export async function loadLatest({ db, actor }: VerbContext, person: string) {
  const { organisation } = firmOf({ actor });
  const row = await db
    .selectFrom('identities')
    .selectAll()
    .where('person_id', '=', person)
    .where('org_id', '=', organisation)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'identity' });
  return row;
}

const tools: RollTools = {
  digest: (text) => createHash('sha256').update(text).digest('base64'),
  ed25519: plainPrimitives.ed25519,
};

/** All notes of the firm's roll, the first first. */
export async function readNotes({ db }: { db: Pick<Writer, 'selectFrom'> }, organisation: string): Promise<string[]> {
  const rows = await db
    .selectFrom('roll_entries')
    .select('note')
    .where('org_id', '=', organisation)
    .orderBy('seq')
    .execute();
  return rows.map(({ note }) => note);
}

export type Appended = { readonly entry: RollEntry; readonly digest: string; readonly signer: string };

/**
 * Puts signed notes at the end of the firm's roll. The server checks what it can: form, place, previous digest,
 * signature, and that an officer on the roll (or its recovery key) signed. changed_meanwhile when somebody was faster;
 * else the reason of `growRoll`. Clients check all of it again.
 */
export async function appendNotes(ctx: VerbContext, notes: readonly string[]): Promise<Appended[]> {
  const { organisation, person } = firmOf(ctx);
  let roll: Roll | undefined;
  for (const note of await readNotes(ctx, organisation))
    roll = growRoll(roll, note, { organisation, tools, trusted: true });
  const appended: Appended[] = [];
  for (const note of notes) {
    const entry = parseEntry(note.slice(0, note.lastIndexOf('\n\n') + 1));
    if (entry && entry.seq !== (roll?.length ?? 0))
      throw new Refused('changed_meanwhile', { version: roll?.length ?? 0 });
    roll = growRoll(roll, note, { organisation, tools });
    const signer = /\n\n— (\S+) /.exec(note)?.[1] ?? '';
    if (signer !== person && signer !== organisation)
      throw new Refused('roll_signer_may_not', { seq: roll.length - 1 });
    if (entry) appended.push({ entry, digest: roll.heads.at(-1) ?? '', signer });
  }
  await writeNotes(ctx, { organisation, person, notes, first: (roll?.length ?? 0) - notes.length });
  return appended;
}

async function writeNotes(
  { db, now }: VerbContext,
  {
    organisation,
    person,
    notes,
    first,
  }: Pick<Firm, 'organisation' | 'person'> & { notes: readonly string[]; first: number },
): Promise<void> {
  const rows = notes.map((note, at) => ({
    ...{ org_id: organisation, seq: first + at, note, person_id: person, created_at: now.toISOString() },
  }));
  const written = await db
    .insertInto('roll_entries')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['org_id', 'seq']).doNothing())
    .returning('seq')
    .execute();
  if (written.length < notes.length) throw new Refused('changed_meanwhile', { version: first + 1 });
}

/** An act of the roll about a person says exactly the keys of the row that it is about; roll_other_key. */
export function checkKeys(act: RollAct, row: { person_id: string; recipient: string; verify_key: string }): void {
  if (act.kind === 'recovery' || act.person !== row.person_id) throw new Refused('roll_other_key');
  if (act.kind === 'remove') return;
  if (act.recipient !== row.recipient || act.verifyKey !== row.verify_key) throw new Refused('roll_other_key');
}

/** What the register of evidence gets: which entry of the roll, by its digest. The note itself stays with the firm. */
export const rollFacts = ({ entry, digest, signer }: Appended) => ({
  seq: entry.seq,
  digest,
  act: entry.act.kind,
  by_recovery_key: signer === entry.organisation,
});

/** Bytes of a sealed identity; `invalid` for what is no age file. */
export function readSealed(text: string, field: string): Buffer {
  const bytes = decodeBase64(text);
  const isAge =
    bytes !== undefined && Buffer.from(bytes.subarray(0, 22)).toString('latin1') === 'age-encryption.org/v1\n';
  if (!bytes || !isAge) throw new Refused('invalid', { field });
  return Buffer.from(bytes);
}

/** A verify key in its own person's name; `invalid`. */
export function checkVerifyKey(verifyKey: string, person: string): void {
  const key = parseVerifierKey(verifyKey);
  if (key?.type !== 'ed25519' || key.name !== person) throw new Refused('invalid', { field: 'verify_key' });
}
