import { sql } from 'kysely';
import { addDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

export type Programme = Awaited<ReturnType<typeof loadProgramme>>;

/** The programme, locked; not_found when row security hides it. */
export async function loadProgramme(db: Writer, id: string) {
  const row = await db.selectFrom('programmes').selectAll().where('id', '=', id).forShare().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'programme' });
  return row;
}

/** The programme that the actor's own organisation leads and that still runs; not_lead_office for anybody else. */
export async function loadOwnProgramme(
  { db, actor }: Pick<VerbContext, 'db' | 'actor'>,
  id: string,
): Promise<Programme> {
  // Asked before locking: a lock is refused to whoever may only look, and they should hear why.
  const seen = await db.selectFrom('programmes').select('org_id').where('id', '=', id).executeTakeFirst();
  if (!seen) throw new Refused('not_found', { noun: 'programme' });
  if (actor.kind !== 'person' || actor.organisation !== seen.org_id) throw new Refused('not_lead_office');
  const programme = await loadProgramme(db, id);
  if (programme.state !== 'running') throw new Refused('wrong_state', { state: programme.state });
  return programme;
}

/**
 * The actor's own programme, locked for a change of its own row and in the version that the actor saw. Refuses
 * not_found, not_lead_office, wrong_state (not in `state`), changed_meanwhile (when a version is given).
 */
export async function lockOwnProgramme(
  { db, actor }: Pick<VerbContext, 'db' | 'actor'>,
  { id, version, state = 'running' }: { id: string; version?: number | undefined; state?: string },
): Promise<Programme> {
  const mine = await db.selectFrom('programmes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const programme = mine ?? (await refuseOthers(db, id));
  if (actor.kind !== 'person' || actor.organisation !== programme.org_id) throw new Refused('not_lead_office');
  if (programme.state !== state) throw new Refused('wrong_state', { state: programme.state });
  if (version !== undefined && programme.version !== version)
    throw new Refused('changed_meanwhile', { version: programme.version });
  return programme;
}

/** Row policies let only the owner lock a programme: whoever merely sees it is told why not. */
async function refuseOthers(db: Writer, id: string): Promise<never> {
  const seen = await db.selectFrom('programmes').select('id').where('id', '=', id).executeTakeFirst();
  throw seen ? new Refused('not_lead_office') : new Refused('not_found', { noun: 'programme' });
}

/** The organisation that a signed-in person acts for; no_post when they hold none. */
export function organisationOf(actor: VerbContext['actor']): { person: string; organisation: string; path: string } {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  return { person: actor.person, organisation: actor.organisation, path: actor.path };
}

/**
 * Organisations that were taken off a programme see it no more as of now, when nothing of it is theirs any longer: no
 * part (one of a dropped task stays theirs), no seat in the council and not its office, no pilot and no guidance of one,
 * no target handed down to them or to their place. The owner always stays.
 */
export async function endIdleShares(
  { db, today }: Pick<VerbContext, 'db' | 'today'>,
  programme: string,
  organisations: readonly (string | null)[],
): Promise<void> {
  const orgs = [...new Set(organisations.filter((id) => id !== null))];
  if (orgs.length === 0) return;
  await sql`
    update shares s set to_on = ${addDays(today, -1)}::date
     where s.noun = 'programme' and s.row_id = ${programme} and s.org_id = any (${orgs}::uuid[]) and s.to_on is null
       and not exists (select 1 from programmes p where p.id = ${programme} and p.org_id = s.org_id)
       and not exists (select 1 from parts x join tasks t on t.id = x.task_id
         where x.programme_id = ${programme} and x.org_id = s.org_id and (x.state <> 'cancelled' or t.state = 'cancelled'))
       and not exists (select 1 from council_members m where m.programme_id = ${programme} and m.org_id = s.org_id)
       and not exists (select 1 from councils c where c.programme_id = ${programme} and c.office_org = s.org_id)
       and not exists (select 1 from pilots i where i.programme_id = ${programme} and s.org_id in (i.org_id, i.guiding_org))
       and not exists (select 1 from targets g left join organisations o on o.id = s.org_id and o.kind = 'market_regulation'
         where g.programme_id = ${programme} and g.parent_id is not null and g.state = 'active'
           and (g.org_id = s.org_id or g.division_code = o.division_code))`.execute(db);
}
