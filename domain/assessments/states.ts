import { machine } from '../states.ts';

/** An assessment is filled as one goes, then finished (scored and frozen), or discarded. */
export const assessmentStates = machine({
  draft: { answer: 'draft', 'change-form': 'draft', finish: 'finished', discard: 'discarded' },
  finished: {},
  discarded: {},
});

export type AssessmentState = keyof typeof assessmentStates;
