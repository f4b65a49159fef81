import type { Caller } from '#server/kernel/actor.ts';
import type { House } from '#server/kernel/verb.ts';
import { playAssessments } from './assessments.ts';
import type { Ids } from './directory.ts';
import type { DemoFirm } from './firms.ts';
import { playJoining } from './joining.ts';
import { playVisits } from './visits.ts';

export type Stage = { house: House; ids: Ids; callers: Map<string, Caller> };

/** Two years of the firms of the county and its neighbours. */
export async function playEnterprises(stage: Stage, firms: readonly DemoFirm[]): Promise<void> {
  await playVisits(stage, firms);
  await playAssessments(stage, firms);
  await playJoining(stage, firms);
}
