import { machine } from '../states.ts';

/** A form is written, published (then it never changes), and withdrawn; a draft that nobody needs is discarded. */
export const formStates = machine({
  draft: { edit: 'draft', publish: 'published', discard: 'discarded' },
  published: { withdraw: 'withdrawn' },
  withdrawn: {},
  discarded: {},
});

export type FormState = keyof typeof formStates;
