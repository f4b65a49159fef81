import type { Alarms } from '#server/witness/alarms.ts';
import type { Logs, WitnessKey } from '#server/witness/keys.ts';
import type { State } from '#server/witness/state.ts';

/** All that one witness is made of; everything but the clock lies in its folder. */
export type Witness = {
  readonly key: WitnessKey;
  readonly logs: Logs;
  readonly state: State;
  readonly alarms: Alarms;
  readonly clock: () => Date;
};
