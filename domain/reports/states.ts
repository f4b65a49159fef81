import { machine } from '../states.ts';

/**
 * One date of a yearly reporting duty (C10). A late report is still sent; the lateness shows. A new version of the
 * plan that does not name a date any more cancels it.
 */
export const reportStates = machine({
  due: { submit: 'submitted' },
  submitted: {},
  cancelled: {},
});
