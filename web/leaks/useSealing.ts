import { useSealedWork } from '../useSealedWork.ts';
import { stale, useSay } from './leaks.ts';

/** Sealing and sending under one button; a conflict is shown as the choice that it is, not as a problem. */
export function useSealing(done?: string) {
  const say = useSay();
  const work = useSealedWork({ done, stale, gone: say('gone') });
  return { ...work, problem: work.conflict ? null : work.problem };
}
