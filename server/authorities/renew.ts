/** Stamps are renewed before certificates or hashes age: a stamp over the file of the stamp (RFC 3161, annex B). */
import { bitsFor } from '#domain/authorities/rules.ts';
import { newId } from '#server/kernel/id.ts';
import type { RoundContext } from '#server/kernel/rounds.ts';
import { ruleToday } from '#server/settings/load.ts';

/** At most so many at once; the rest follows with the next look. */
const mostAtOnce = 200;

/**
 * Asks for the renewal of held stamps that nothing renews yet: those whose certificate ends within the days of the rule
 * row evidence_renewal, of an authority in use whose own certificate lasts longer; and those over a weaker hash than
 * evidence_stamp_bits asks for, of any authority in use. An alarm tells of those that no authority can renew.
 */
export async function askForRenewals(context: RoundContext): Promise<void> {
  const { owner, clock, raise, end } = context;
  const now = clock();
  const before = new Date(now.getTime() + (await ruleToday(context, 'evidence_renewal')) * 86_400_000);
  const bits = bitsFor(await ruleToday(context, 'evidence_stamp_bits'));
  const { rows: asked } = await owner.query<{ id: string; authority_id: string }>(
    `${dueRenewals} select id, authority_id from due where authority_id is not null order by expires_at limit ${mostAtOnce}`,
    [before, bits],
  );
  await owner.query(
    `insert into time_tokens (id, authority_id, renews, state, asked_at, next_at)
     select n.id, n.authority_id, n.renews, 'waiting', $4, $4
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as n (id, authority_id, renews) on conflict do nothing`,
    [asked.map(() => newId()), asked.map(({ authority_id }) => authority_id), asked.map(({ id }) => id), now],
  );
  const { rows: left } = await owner.query<{ count: number; first: string | null }>(
    `${dueRenewals} select count(*) as count, min(expires_at) as first from due where authority_id is null`,
    [before, bits],
  );
  const { count = 0, first = null } = left[0] ?? {};
  if (first === null) return end(['renewal_missing'], about);
  await raise('renewal_missing', { about, count, day: first.slice(0, 10) });
}

const about = 'renewal';

/** With the authority that can renew each: its own where that has a longer certificate by now. */
const dueRenewals = `
  with ends as (select t.authority_id as id, max(t.expires_at) as at from time_tokens t
      join authorities a on a.id = t.authority_id and a.state = 'active' where t.state = 'held' group by 1),
  due as (select t.id, t.expires_at, (select e.id from ends e where e.at > t.expires_at or t.bits < $2
      order by e.id = t.authority_id desc, e.id limit 1) as authority_id
    from time_tokens t
   where t.state = 'held' and (t.expires_at < $1 or t.bits < $2)
     and not exists (select 1 from time_tokens r where r.renews = t.id))`;
