import { type SentenceKey, say } from './sentences.ts';
import type { Detail, Words } from './words.ts';

/** One thing that was checked. `note`: it holds, with this reservation. `fails`: the proof is not believed. */
export type Finding = Words & {
  readonly check: Check;
  readonly outcome: 'ok' | 'note' | 'fails';
  readonly key: SentenceKey;
};

/** What was looked at, in this order. */
export const checks = ['file', 'register', 'signature', 'witnesses', 'time', 'content'] as const;
export type Check = (typeof checks)[number];

type Found = (key: SentenceKey, detail?: Detail) => Finding;

export const finderOf = (check: Check): { ok: Found; note: Found; fails: Found } => {
  const found =
    (outcome: Finding['outcome']): Found =>
    (key, detail) => ({ check, outcome, key, ...say(key, detail) });
  return { ok: found('ok'), note: found('note'), fails: found('fails') };
};

/** An outside party's word that something existed at `at` (milliseconds since 1970). */
export type Outsider = {
  readonly by: 'authority' | 'witness';
  readonly name: string;
  readonly at: number;
  /** How far its clock may be off, in milliseconds. */
  readonly accuracy: number;
};
