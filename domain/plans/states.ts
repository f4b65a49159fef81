import { machine } from '../states.ts';

/** A document that was read: corrected until it is adopted or discarded; only one person's adoption wins. */
export const planStates = machine({
  under_review: { correct: 'under_review', adopt: 'adopted', discard: 'discarded' },
  adopted: {},
  discarded: {},
});
