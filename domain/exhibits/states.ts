import { machine } from '../states.ts';

/**
 * Electronic evidence in custody (C45). It travels sealed (Provisions on electronic data in criminal cases, 2016,
 * art. 18: 以封存状态随案移送); a difference of digests and a broken seal change no state, they are facts of the chain.
 */
export const exhibitStates = machine({
  registered: { edit: 'registered', take: 'taken', discard: 'discarded' },
  taken: { seal: 'sealed', hash: 'taken', release: 'released' },
  sealed: { hash: 'sealed', unseal: 'opened', move: 'moved', release: 'released' },
  opened: { seal: 'sealed', hash: 'opened', release: 'released' },
  moved: { receive: 'sealed' },
  released: {},
  discarded: {},
});

export type ExhibitState = keyof typeof exhibitStates;
