import type { Caller } from '#server/kernel/actor.ts';
import type { House } from '#server/kernel/verb.ts';
import type { Ids } from './directory.ts';

/** What the acts of the demonstration are played on. */
export type Stage = { house: House; ids: Ids; callers: Map<string, Caller> };
