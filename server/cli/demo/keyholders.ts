import { createHash } from 'node:crypto';
import type { Roll, RollAct } from '#domain/identities/roll.ts';
import { encodeBech32 } from '#seal/bech32.ts';
import { type Identity, identityOf, makeIdentity, sealIdentity } from '#seal/identity.ts';
import { verifyRoll, writeEntry } from '#seal/roll.ts';
import { admitIdentity } from '#server/identities/admit.ts';
import { foundRoll } from '#server/identities/found.ts';
import { makeIdentity as keepIdentity } from '#server/identities/make.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { perform } from '#server/kernel/verb.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';
import type { Stage } from './stage.ts';

export type Holder = { readonly slug: string; readonly caller: Caller; readonly identity: Identity };

/** A firm whose people have keys: the officers first, the one who founded the roll before the others. */
export type Keyed = {
  readonly organisation: string;
  readonly officers: readonly Holder[];
  readonly employees: readonly Holder[];
  readonly roll: Roll;
};

export type KeyedFirm = { firm: string; officers: string[]; employees: string[]; days_ago: number };

/** Base-2 logarithm of the work of scrypt for a passphrase that everybody may read: nothing is gained by waiting. */
const work = 10;

/** Identities of a firm's people under the passphrase of the demonstration, and the roll that lists them. */
export async function foundKeys(stage: Stage, { firm, officers, employees, days_ago }: KeyedFirm): Promise<Keyed> {
  const { house, ids, callers } = stage;
  const organisation = ids.organisations.get(firm) ?? '';
  const then = houseAgo(house, days_ago);
  const at = then.clock().toISOString();
  const keys = await readContent<{ passphrase: string; recovery: string }>('demo/keys.json');
  const holders = [];
  for (const slug of [...officers, ...employees]) {
    const identity = await makeIdentity({ person: ids.people.get(slug) ?? '', organisation }, at);
    const sealed = Buffer.from(await sealIdentity(identity, keys.passphrase, work)).toString('base64');
    const caller = callers.get(slug) ?? { token: null };
    const { recipient, verifyKey: verify_key } = identity;
    const { id } = await perform(then, caller, keepIdentity, { recipient, verify_key, sealed });
    holders.push({ slug, caller, identity, id });
  }
  const [founder, ...others] = holders;
  if (!founder) throw new Error(`nobody of ${firm} holds a key`);
  const recovery = await recoveryOf(`${keys.recovery}\n${firm}`, organisation, at);
  const notes: string[] = [];
  const write = (act: RollAct): Roll => {
    const before = notes.length === 0 ? undefined : verifyRoll(notes, organisation);
    notes.push(writeEntry(before, act, founder.identity, at));
    return verifyRoll(notes, organisation);
  };
  write({ kind: 'found', ...keysOf(founder.identity) });
  let roll = write({ kind: 'recovery', recipient: recovery.recipient, verifyKey: recovery.verifyKey });
  await perform(then, founder.caller, foundRoll, { notes: [...notes] });
  for (const { id, identity, slug } of others) {
    roll = write({ kind: 'admit', ...keysOf(identity), rank: officers.includes(slug) ? 'officer' : 'member' });
    await perform(then, founder.caller, admitIdentity, { id, note: notes.at(-1) ?? '' });
  }
  const isOfficer = ({ slug }: Holder) => officers.includes(slug);
  return {
    ...{ organisation, roll },
    ...{ officers: holders.filter(isOfficer), employees: holders.filter((one) => !isOfficer(one)) },
  };
}

const keysOf = ({ person, recipient, verifyKey }: Identity) => ({ person, recipient, verifyKey });

/** The recovery key of a demonstration follows from words that everybody may read (content/demo/README.md). */
function recoveryOf(words: string, organisation: string, at: string): Promise<Identity> {
  const secret = encodeBech32('age-secret-key-', createHash('sha256').update(words).digest()).toUpperCase();
  return identityOf(secret, { person: organisation, organisation }, at);
}
