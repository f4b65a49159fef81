import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import type { FindingRow, VisitRow } from '#domain/visits/schema.ts';
import type { FindingState } from '#domain/visits/states.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';

/** A firm that I serve or oversee; row security hides others: not_found, visit_firm_closed. */
export async function loadFirm({ db }: VerbContext, id: string) {
  const firm = await db.selectFrom('enterprises').selectAll().where('org_id', '=', id).executeTakeFirst();
  if (!firm) throw new Refused('not_found', { noun: 'enterprise' });
  if (firm.org_state !== 'active') throw new Refused('visit_firm_closed', { field: 'enterprise' });
  return firm;
}

/** A visit that my organisation recorded, locked: not_found, visit_not_yours, changed_meanwhile. */
export async function loadOwnVisit(ctx: VerbContext, { id, version }: { id: string; version: number }) {
  const { organisation } = organisationOf(ctx.actor);
  const seen = await ctx.db.selectFrom('visits').select('org_id').where('id', '=', id).executeTakeFirst();
  if (!seen) throw new Refused('not_found', { noun: 'visit' });
  if (seen.org_id !== organisation) throw new Refused('visit_not_yours');
  const visit = await ctx.db
    .selectFrom('visits')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (visit.version !== version) throw new Refused('changed_meanwhile', { version: visit.version });
  return visit;
}

/** A finding that I see, locked: not_found, changed_meanwhile. */
export async function loadFinding({ db }: VerbContext, { id, version }: { id: string; version: number }) {
  const finding = await db.selectFrom('visit_findings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!finding) throw new Refused('not_found', { noun: 'visit' });
  if (finding.version !== version) throw new Refused('changed_meanwhile', { version: finding.version });
  return { finding, state: findingState(finding.state) };
}

/** The columns' check constraints allow exactly these. */
export const findingState = (text: string): FindingState => text as FindingState;
export const visitKind = (text: string) => text as Static<typeof VisitRow>['kind'];
export const visitState = (text: string) => text as Static<typeof VisitRow>['state'];
/** Written by verbs whose input allows exactly these. */
export const topicsOf = (list: readonly string[]) => list as Static<typeof VisitRow>['topics'];
export const topicOf = (text: string | null) => text as Static<typeof FindingRow>['topic'];
export const severityOf = (text: string) => text as Static<typeof FindingRow>['severity'];
