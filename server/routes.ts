import { accountRoutes } from '#server/accounts/routes.ts';
import { expireAgreements } from '#server/agreements/expire.ts';
import { agreementRoutes } from '#server/agreements/routes.ts';
import { assessmentRoutes } from '#server/assessments/routes.ts';
import { authorityRoutes } from '#server/authorities/routes.ts';
import { stampRound } from '#server/authorities/stamp.ts';
import { councilRoutes } from '#server/councils/routes.ts';
import { foldRound } from '#server/coverage/fold.ts';
import { recountSums } from '#server/coverage/recount.ts';
import { coverageRoutes } from '#server/coverage/routes.ts';
import { disclosureRoutes } from '#server/disclosures/routes.ts';
import { divisionRoutes } from '#server/divisions/routes.ts';
import { remindDocuments } from '#server/documents/remind.ts';
import { documentRoutes } from '#server/documents/routes.ts';
import { workImports } from '#server/enterprises/intake/work.ts';
import { enterpriseRoutes } from '#server/enterprises/routes.ts';
import { takeIn } from '#server/enterprises/take-in.ts';
import { eventRoutes } from '#server/events/routes.ts';
import { digestRecord } from '#server/evidence/digest-record.ts';
import { recoverLog } from '#server/evidence/recover.ts';
import { revokeKey } from '#server/evidence/revoke-key.ts';
import { rotateKey } from '#server/evidence/rotate-key.ts';
import { evidenceRoutes } from '#server/evidence/routes.ts';
import { exhibitRoutes } from '#server/exhibits/routes.ts';
import { fileRoutes } from '#server/files/routes.ts';
import { formRoutes } from '#server/forms/routes.ts';
import { homeRoutes } from '#server/home/routes.ts';
import { identityRoutes } from '#server/identities/routes.ts';
import type { Round } from '#server/kernel/rounds.ts';
import type { Route } from '#server/kernel/routes.ts';
import type { FollowUp, Verb } from '#server/kernel/verb.ts';
import type { Beat, Schedule } from '#server/kernel/worker.ts';
import { keyRoutes } from '#server/keys/routes.ts';
import { leakRoutes } from '#server/leaks/routes.ts';
import { learningRoutes } from '#server/learnings/routes.ts';
import { meetingRoutes } from '#server/meetings/routes.ts';
import { memberRoutes } from '#server/members/routes.ts';
import { organisationRoutes } from '#server/organisations/routes.ts';
import { peopleRoutes } from '#server/people/routes.ts';
import { pilotRoutes } from '#server/pilots/routes.ts';
import { planRoutes } from '#server/plans/routes.ts';
import { rollUpAfter, rollUpProgrammes } from '#server/programmes/roll-up.ts';
import { programmeRoutes } from '#server/programmes/routes.ts';
import { remedyRoutes } from '#server/remedies/routes.ts';
import { remindReports } from '#server/reports/remind.ts';
import { reportRoutes } from '#server/reports/routes.ts';
import { secretRoutes } from '#server/secrets/routes.ts';
import { cleanUp } from '#server/settings/clean-up.ts';
import { settingRoutes } from '#server/settings/routes.ts';
import { statisticRoutes } from '#server/statistics/routes.ts';
import { targetRoutes } from '#server/targets/routes.ts';
import { snapshotAfter, snapshotTargets } from '#server/targets/snapshot.ts';
import { remindTasks } from '#server/tasks/remind.ts';
import { taskRoutes } from '#server/tasks/routes.ts';
import { visitRoutes } from '#server/visits/routes.ts';
import { coSignRound } from '#server/witnesses/co-sign.ts';
import { witnessRoutes } from '#server/witnesses/routes.ts';

/** Every URL of the product, noun by noun. An explicit list: what is not here does not exist. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...agreementRoutes,
  ...assessmentRoutes,
  ...authorityRoutes,
  ...disclosureRoutes,
  ...divisionRoutes,
  ...enterpriseRoutes,
  ...documentRoutes,
  ...exhibitRoutes,
  ...identityRoutes,
  ...fileRoutes,
  ...formRoutes,
  ...organisationRoutes,
  ...peopleRoutes,
  ...planRoutes,
  ...programmeRoutes,
  ...councilRoutes,
  ...leakRoutes,
  ...learningRoutes,
  ...meetingRoutes,
  ...memberRoutes,
  ...pilotRoutes,
  ...reportRoutes,
  ...secretRoutes,
  ...settingRoutes,
  ...taskRoutes,
  ...targetRoutes,
  ...statisticRoutes,
  ...keyRoutes,
  ...remedyRoutes,
  ...coverageRoutes,
  ...homeRoutes,
  ...evidenceRoutes,
  ...eventRoutes,
  ...visitRoutes,
  ...witnessRoutes,
];

/** Every verb that the system performs at a time (cron in Chinese time). One page for every clock. */
export const schedules: readonly Schedule[] = [
  { queue: 'snapshot', cron: '5 0 * * *', act: snapshotTargets },
  { queue: 'roll-up', cron: '10 0 * * *', act: rollUpProgrammes },
  { queue: 'remind', cron: '0 8 * * *', act: remindTasks },
  { queue: 'digest-record', cron: '20 0 * * *', act: digestRecord },
  { queue: 'expire-agreements', cron: '15 0 * * *', act: expireAgreements },
  { queue: 'clean-up', cron: '30 3 * * *', act: cleanUp },
  { queue: 'recount-sums', cron: '40 2 * * 0', act: recountSums },
  { queue: 'remind-reports', cron: '5 8 * * *', act: remindReports },
  { queue: 'remind-documents', cron: '20 3 * * *', act: remindDocuments },
];

/** Verbs that an operator performs as the system with the command `humi`. */
export const commands: readonly Verb[] = [recoverLog, rotateKey, revokeKey, recountSums];

/** Long work that waits in the database and is done piece by piece, by whichever server is free. */
export const beats: readonly Beat[] = [{ name: 'imports', acts: [takeIn], work: workImports }];

/** What the server that publishes the evidence register does beside it, once a second. */
export const rounds: readonly Round[] = [stampRound, coSignRound, foldRound];

/** What the door does after every act, in the act's own transaction. */
export const followUps: readonly FollowUp[] = [snapshotAfter, rollUpAfter];
