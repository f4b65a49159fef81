import { randomFillSync } from 'node:crypto';
import { commit, type Digests, digestPrefix, digestsOf, encodeEntry, pseudonymOf } from '#domain/evidence/entry.ts';
import { type Fact, type StatedFile, statementText } from '#domain/evidence/statement.ts';
import { administratorRoles } from '#domain/glossary.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { idAt } from '#server/kernel/id.ts';

/**
 * What a verb that `deposits` leaves in the register: what its act says of itself (`facts` and the files it names; may
 * name people, it stays beside the row), or the digests of content that never comes here.
 */
export type Deposited =
  | {
      readonly facts: { readonly [name: string]: Fact };
      readonly files?: readonly StatedFile[];
      readonly row?: string;
      /** Whose the deposit is where a visitor acts by a link of theirs; the actor's organisation without it. */
      readonly organisation?: Depositor;
    }
  | { readonly kind: 'file' | 'manifest'; readonly digests: Digests };

export type Stated = { readonly row: string | null; readonly text: string };

/** An entry as the inbox takes it, and the statement it commits to. */
export type Received = {
  readonly id: string;
  readonly organisation: string;
  readonly salt: Uint8Array;
  readonly prefix: string;
  readonly entry: Uint8Array;
  readonly stated: Stated | null;
};

/** Deposits of the installation itself (the daily digest of its record, its settings) belong to no organisation. */
export const installation = '00000000-0000-0000-0000-000000000000';

/** Makes the entry of one deposit. `act` is the kind that the public register shows. */
export function receive(content: Deposited, { actor, act, now }: { actor: Actor; act: string; now: Date }): Received {
  const organisation = ('facts' in content ? content.organisation : undefined) ?? depositorOf(actor);
  const salt = newSalt();
  const text = 'facts' in content ? state(content, { organisation, act, now }) : null;
  const digests = 'facts' in content ? digestsOf(Buffer.from(text ?? '')) : content.digests;
  const entry = encodeEntry({
    kind: 'facts' in content ? act : content.kind,
    at: now.getTime(),
    organisation: pseudonymOf(salt, organisation.id),
    commitments: commit(salt, digests),
  });
  const stated = 'facts' in content && text !== null ? { row: content.row ?? null, text } : null;
  return { id: idAt(now), organisation: organisation.id, salt, prefix: digestPrefix(digests.sha256), entry, stated };
}

type Depositor = { readonly id: string; readonly name: string };

/** An administrator acts for the installation, whatever organisation the post is in (as humi_open says too). */
const depositorOf = (actor: Actor): Depositor =>
  actor.kind === 'person' &&
  actor.organisation !== null &&
  !administratorRoles.some((role) => actor.roles.includes(role))
    ? { id: actor.organisation, name: actor.organisationName ?? '' }
    : { id: installation, name: '' };

const state = (
  { facts, files = [], row }: Extract<Deposited, { facts: unknown }>,
  { organisation, act, now }: { organisation: Depositor; act: string; now: Date },
): string =>
  statementText({
    format: 'humi-statement/1',
    act,
    at: now.toISOString(),
    organisation,
    row: row ?? null,
    facts,
    files,
  });

const saltBytes = 16;
const pool = new Uint8Array(512 * saltBytes);
let used = pool.length;

/** From the system's source of chance, five hundred at once: asking for each costs more than all else of an entry. */
function newSalt(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += saltBytes;
  const salt = pool.slice(used - saltBytes, used);
  // Given out once: what is kept of it in memory is gone.
  pool.fill(0, used - saltBytes, used);
  return salt;
}
