import { machine } from '../states.ts';

/** A programme runs until it is closed; closing stops its clocks, reopening starts them again. */
export const programmeStates = machine({
  running: { edit: 'running', link: 'running', close: 'closed' },
  closed: { reopen: 'running' },
});
