import type { Roll } from '#domain/identities/roll.ts';
import { growRoll } from '#domain/identities/roll.ts';
import { type Identity, makeIdentity } from '#seal/identity.ts';
import { rollTools, verifyRoll, writeEntry } from '#seal/roll.ts';

export const firmId = '0192f0c0-0000-7000-8000-00000000f12a';
export const at = '2026-11-21T04:00:00.000Z';
const personId = (number: number): string => `0192f0c0-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** An identity of person `number` in `organisation`. */
export const holder = (number: number, organisation = firmId): Promise<Identity> =>
  makeIdentity({ person: personId(number), organisation }, at);

/** A founded roll with its recovery key and `members` admitted; `notes` grow by `add`. */
export async function foundedRoll(members: number) {
  const root = await holder(1);
  const recovery = await makeIdentity({ person: firmId, organisation: firmId }, at);
  const notes: string[] = [];
  let roll: Roll | undefined;
  const add = (act: Parameters<typeof writeEntry>[1], signer: Identity = root, when = at): Roll => {
    const note = writeEntry(roll, act, signer, when);
    notes.push(note);
    roll = growRoll(roll, note, { organisation: firmId, tools: rollTools });
    return roll;
  };
  add({ kind: 'found', ...keysOf(root) });
  add({ kind: 'recovery', recipient: recovery.recipient, verifyKey: recovery.verifyKey });
  const people = await Promise.all(Array.from({ length: members }, (_, at) => holder(at + 2)));
  for (const person of people) add({ kind: 'admit', ...keysOf(person), rank: 'member' });
  return { root, recovery, people, notes, add, roll: () => verifyRoll(notes, firmId) };
}

export const keysOf = ({ person, recipient, verifyKey }: Identity) => ({ person, recipient, verifyKey });
