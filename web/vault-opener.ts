import type { Roll } from '#domain/identities/roll.ts';
import { Refused } from '#domain/refused.ts';
import { readBody } from '#domain/secrets/body.ts';
import { openRecord } from '#seal/record.ts';
import { allowPlainHttp } from '#seal/without-subtle.ts';
import type { Entry } from './vault.ts';

/** A sealed record to open, with what is known of it. */
export type Task = {
  readonly id: string;
  readonly version: number;
  readonly sealed: Uint8Array;
  /** Digest of the version before, where that one was opened. */
  readonly previous?: string;
};

export type Batch = { readonly tasks: readonly Task[]; readonly secret: string; readonly roll: Roll };

export type Result = { readonly id: string } & ({ readonly entry: Entry } | { readonly problem: string });

type Scope = {
  onmessage: ((event: { data: Batch }) => void) | null;
  postMessage(result: { readonly results: readonly Result[] }): void;
};
// In a worker `self` is this; the types of a window and of a worker cannot be in one program.
const scope = self as unknown as Scope;

allowPlainHttp();

/** Opens and checks a batch beside the page, so that a phone stays quick while hundreds are opened. */
scope.onmessage = ({ data: { tasks, secret, roll } }) => {
  void Promise.all(tasks.map((task) => openOne(task, { secret, roll }))).then((results) =>
    scope.postMessage({ results }),
  );
};

async function openOne(
  { id, version, sealed, previous }: Task,
  { secret, roll }: Omit<Batch, 'tasks'>,
): Promise<Result> {
  try {
    const asked = { format: 'humi-secret/1', subject: id, version, ...(previous ? { previous } : {}) } as const;
    const { record, sha256 } = await openRecord<unknown>(sealed, asked, { identity: { secret }, roll });
    const { author, at, need_to_know } = record;
    return { id, entry: { version, sha256, author, at, need_to_know, body: readBody(record.body) } };
  } catch (error) {
    return { id, problem: error instanceof Refused ? error.reason : 'sealed_unreadable' };
  }
}
