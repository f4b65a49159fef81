import { stale } from '../register.ts';
import { useSealedWork } from '../useSealedWork.ts';
import { useSay } from './words.ts';

/** Sealing and sending under one button; a conflict is shown as the choice that it is, not as a problem. */
export function useWork(done?: string) {
  const say = useSay();
  const work = useSealedWork({ done, stale, gone: say('removed_meanwhile') });
  return { ...work, problem: work.conflict ? null : work.problem };
}
