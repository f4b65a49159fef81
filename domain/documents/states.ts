import { machine } from '../states.ts';

/** A document of a firm (C18): drafted, adopted in the steps the law asks for, in force until replaced or discarded. */
export const documentStates = machine({
  draft: { edit: 'draft', attach: 'draft', step: 'adopting', adopt: 'in_force', discard: 'discarded' },
  adopting: { edit: 'adopting', attach: 'adopting', step: 'adopting', adopt: 'in_force', discard: 'discarded' },
  in_force: { step: 'in_force', replace: 'in_force', discard: 'discarded', supersede: 'replaced' },
  replaced: {},
  discarded: {},
});

export type DocumentState = keyof typeof documentStates;
