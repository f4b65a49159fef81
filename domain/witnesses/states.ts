import { machine } from '../states.ts';

/** A closed witness stays on the list: what it signed while it served is still believed. */
export const witnessStates = machine({
  active: { edit: 'active', close: 'closed' },
  closed: {},
});
