import { machine } from '../states.ts';

/** A key of a person: made and asked for, admitted to the roll, retired when lost, replaced or removed. */
export const identityStates = machine({
  asked: { admit: 'active', found: 'active', reseal: 'asked', passkey: 'asked', pin: 'asked', retire: 'retired' },
  active: {
    admit: 'active',
    reseal: 'active',
    passkey: 'active',
    pin: 'active',
    retire: 'retired',
  },
  retired: {},
});
