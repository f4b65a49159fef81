import { Refused } from './refused.ts';

/** A state machine as a typed table: state → act → next state. An undeclared next state does not compile. */
export type Machine<S extends string> = { readonly [K in S]: { readonly [act: string]: S } };

export const machine = <const T extends Record<string, Record<string, keyof T & string>>>(table: T): T => table;

/** The acts that are possible in a state, in the order of the table. */
export const actsIn = (table: Machine<string>, state: string): string[] => Object.keys(table[state] ?? {});

/** The state after `act`; refuses with `wrong_state` (409) when the table has no such step. */
export function nextState<S extends string>(table: Machine<S>, state: S, act: string): S {
  const next = table[state][act];
  if (next === undefined) throw new Refused('wrong_state', { state, act });
  return next;
}
