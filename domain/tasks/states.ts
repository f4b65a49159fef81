import { machine } from '../states.ts';

/**
 * A unit's part of a task (C03): in hand, reported done by the unit, confirmed by the lead office.
 * `conclude` is the system's step for supporting parts when the lead parts are all confirmed.
 * A task is as far as the least advanced of its lead parts (see rules.ts).
 */
export const partStates = machine({
  assigned: {
    note: 'assigned',
    report: 'reported',
    cancel: 'cancelled',
    'ask-extension': 'assigned',
    conclude: 'confirmed',
  },
  reported: { note: 'reported', confirm: 'confirmed', return: 'assigned', cancel: 'cancelled', conclude: 'confirmed' },
  confirmed: { reopen: 'assigned' },
  cancelled: { reopen: 'assigned' },
});

export type PartState = keyof typeof partStates;

export const extensionStates = machine({
  asked: { 'grant-extension': 'granted', 'refuse-extension': 'refused', cancel: 'cancelled' },
  granted: {},
  refused: {},
  cancelled: {},
});
