import { machine } from '../states.ts';

/** The life of an agreement. A text that was sent is frozen: it changes only after it was recalled. */
export const agreementStates = machine({
  draft: { edit: 'draft', send: 'sent', 'record-paper': 'signed', discard: 'discarded' },
  sent: { recall: 'draft', sign: 'signed', 'record-paper': 'signed', discard: 'discarded' },
  signed: {
    'start-term': 'signed',
    pay: 'signed',
    'end-agreement': 'ended',
    'end-early': 'ended_early',
    expire: 'expired',
    'renew-agreement': 'signed',
  },
  ended: {},
  ended_early: { pay: 'ended_early' },
  expired: { pay: 'expired', 'renew-agreement': 'expired' },
  discarded: {},
});

export type AgreementStateName = keyof typeof agreementStates;
