import { machine } from '../states.ts';

/** One date of a yearly reporting duty (C10). A late report is still sent; the lateness shows. */
export const reportStates = machine({
  due: { submit: 'submitted' },
  submitted: {},
});
