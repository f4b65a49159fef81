import { machine } from '../states.ts';

/** A meeting of the leading group or joint conference (C06): planned, its minutes recorded, then final for good. */
export const meetingStates = machine({
  planned: { edit: 'planned', record: 'recorded', cancel: 'cancelled' },
  recorded: { edit: 'recorded', record: 'recorded', finalise: 'final', cancel: 'cancelled' },
  final: {},
  cancelled: {},
});

export type MeetingState = keyof typeof meetingStates;
