import { machine } from '../states.ts';

/** An action that a weak answer became (C17, C24). A better answer later closes it, too (`finish` by the assessment). */
export const remedyStates = machine({
  open: { assign: 'open', finish: 'done', drop: 'dropped' },
  done: { reopen: 'open' },
  dropped: { reopen: 'open' },
});

export type RemedyState = keyof typeof remedyStates;
