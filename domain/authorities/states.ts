import { machine } from '../states.ts';

/** A closed authority stays on the list: what it stamped while it served is still believed. */
export const authorityStates = machine({
  active: { edit: 'active', close: 'closed' },
  closed: {},
});
