import { machine } from '../states.ts';

/**
 * The life of a secret (domain facts 8.2). A step that two people decide moves it when it is approved: `classify`,
 * `declassify` and `destroy` stand here as they take effect. What is out of force is still read by its readers.
 */
export const secretStates = machine({
  draft: { save: 'draft', propose: 'proposed', discard: 'discarded' },
  proposed: { classify: 'in_force', reject: 'draft', retract: 'draft', save: 'proposed' },
  in_force: {
    save: 'in_force',
    conceal: 'in_force',
    use: 'in_force',
    'bring-back': 'in_force',
    change: 'in_force',
    review: 'in_force',
    disclose: 'in_force',
    suspend: 'suspended',
    expose: 'leaked',
    declassify: 'declassified',
  },
  suspended: {
    save: 'suspended',
    conceal: 'suspended',
    'bring-back': 'suspended',
    change: 'suspended',
    review: 'suspended',
    resume: 'in_force',
    expose: 'leaked',
    declassify: 'declassified',
  },
  leaked: {
    save: 'leaked',
    conceal: 'leaked',
    'bring-back': 'leaked',
    disclose: 'leaked',
    change: 'leaked',
    review: 'leaked',
    resume: 'in_force',
    declassify: 'declassified',
  },
  declassified: { save: 'declassified', 'bring-back': 'declassified', destroy: 'destroyed' },
  destroyed: {},
  discarded: {},
});

export type SecretState = keyof typeof secretStates;

/** States that the register of a firm counts as kept secret. */
export const keptStates = ['in_force', 'suspended', 'leaked'] as const satisfies readonly SecretState[];
