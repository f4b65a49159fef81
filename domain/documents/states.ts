import { machine } from '../states.ts';

/** A document of a firm (C18): drafted, adopted in the steps the law asks for, in force until replaced or withdrawn. */
export const documentStates = machine({
  draft: { edit: 'draft', attach: 'draft', step: 'adopting', adopt: 'in_force', retire: 'withdrawn' },
  adopting: { edit: 'adopting', attach: 'adopting', step: 'adopting', adopt: 'in_force', retire: 'withdrawn' },
  in_force: { step: 'in_force', replace: 'in_force', retire: 'withdrawn', supersede: 'replaced' },
  replaced: {},
  withdrawn: {},
});

export type DocumentState = keyof typeof documentStates;
