import { useSealedWork } from '../useSealedWork.ts';

const stale = ['identities'] as const;

/** Work on keys and on the roll under one button: refusals of browser and server are shown as their sentence. */
export const useSealedAct = (done?: string) => useSealedWork({ done, stale });
