import { machine } from '../states.ts';

/** A leak or the suspicion of one, and a rehearsal of the plan (C22). What happened is sealed; the state is not. */
export const leakStates = machine({
  open: { save: 'open', step: 'open', contain: 'contained', close: 'closed' },
  contained: { save: 'contained', step: 'contained', close: 'closed' },
  closed: { save: 'closed' },
});

export type LeakState = keyof typeof leakStates;

/** A part of readiness that is missing for one secret, as a task with a day. */
export const preparationStates = machine({
  open: { settle: 'done', drop: 'dropped' },
  done: {},
  dropped: {},
});
