import { machine } from '../states.ts';

/** A finding of a visit (C15): the firm reports it remedied, an officer confirms what they saw; or takes it up again. */
export const findingStates = machine({
  open: { report: 'reported', confirm: 'done' },
  reported: { confirm: 'done', reopen: 'open' },
  done: { reopen: 'open' },
  discarded: {},
});

export type FindingState = keyof typeof findingStates;

export const visitStates = machine({
  recorded: { edit: 'recorded', discard: 'discarded' },
  discarded: {},
});
