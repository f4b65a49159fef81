import { createHash } from 'node:crypto';
import type { Static, TObject } from 'typebox';
import type { exhibitFields } from '#domain/exhibits/schema.ts';
import { addExhibit } from '#server/exhibits/add.ts';
import { hashExhibit } from '#server/exhibits/hash.ts';
import { moveExhibit } from '#server/exhibits/move.ts';
import { receiveExhibit } from '#server/exhibits/receive.ts';
import { releaseExhibit } from '#server/exhibits/release.ts';
import { sealExhibit } from '#server/exhibits/seal.ts';
import { takeExhibit } from '#server/exhibits/take.ts';
import { unsealExhibit } from '#server/exhibits/unseal.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { perform, type Verb } from '#server/kernel/verb.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';
import type { Stage } from './stage.ts';

type DemoStep = {
  act: keyof typeof acts;
  days_ago: number;
  by: string;
  to_organisation?: string;
  /** Invented text whose digests stand for those of a file. */
  content?: string;
};

type DemoExhibit = Omit<Static<TObject<typeof exhibitFields>>, 'programme'> & {
  by: string;
  days_ago: number;
  programme: boolean;
  steps: DemoStep[];
};

const acts = {
  ...{ take: takeExhibit, seal: sealExhibit, hash: hashExhibit, move: moveExhibit, receive: receiveExhibit },
  ...{ unseal: unsealExhibit, release: releaseExhibit },
} as const;

/** Exhibits with their record, through the same acts as people use, each on its day. */
export async function playCustody({ house, ids, callers }: Stage, programme: string): Promise<void> {
  const callerOf = (login: string): Caller => callers.get(login) ?? { token: null };
  for (const { by, days_ago, programme: isOfIt, steps, ...exhibit } of await readContent<DemoExhibit[]>(
    'demo/exhibits.json',
  )) {
    const registered = { ...exhibit, programme: isOfIt ? programme : null };
    const { id } = await perform(houseAgo(house, days_ago), callerOf(by), addExhibit, registered);
    for (const [index, { act, days_ago: then, by: who, content, to_organisation, ...told }] of steps.entries()) {
      const input = {
        ...{ ...told, id, version: index + 1 },
        ...(content === undefined ? {} : digestsOf(content)),
        ...(to_organisation === undefined ? {} : { to_organisation: ids.organisations.get(to_organisation) }),
      };
      // A step of the content has the fields of its act's input.
      await perform(houseAgo(house, then), callerOf(who), acts[act] as Verb, input);
    }
  }
}

function digestsOf(content: string): { sha256: string; sm3: string; size: number } {
  const digest = (algorithm: 'sha256' | 'sm3') => createHash(algorithm).update(content).digest('hex');
  return { sha256: digest('sha256'), sm3: digest('sm3'), size: Buffer.byteLength(content) };
}
