/** Which stamps are to be asked for: rows of time_tokens that wait. */
import type pg from 'pg';
import { newId } from '#server/kernel/id.ts';
import type { RoundContext } from '#server/kernel/rounds.ts';

export type Owner = Pick<RoundContext, 'owner' | 'clock'>;

/** An authority in use, and how far it has stamped or been asked to. */
export type Standing = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly certificates: string;
  readonly every_minutes: number;
  readonly failing_since: string | null;
  /** Size of the newest published checkpoint, 0 while nothing is published. */
  readonly newest: number;
  readonly last_id: string | null;
  readonly last_size: number | null;
  readonly last_state: 'waiting' | 'held' | null;
  readonly last_asked_at: string | null;
  /** Something waits whose time has come. */
  readonly due: boolean;
};

/** Every authority in use; one question, because it is asked every second. */
export async function readStandings({ owner, clock }: Owner): Promise<Standing[]> {
  const { rows } = await owner.query(
    `select a.id, a.name, a.url, a.certificates, a.every_minutes, a.failing_since,
            coalesce((select max(size) from checkpoints), 0) as newest,
            l.id as last_id, l.checkpoint_size as last_size, l.state as last_state, l.asked_at as last_asked_at,
            exists (select 1 from time_tokens t where t.authority_id = a.id and t.state = 'waiting'
                     and (t.next_at <= $1 or (a.failing_since is null and t.attempts > 0))) as due
       from authorities a
       left join lateral (select * from time_tokens t where t.authority_id = a.id and t.checkpoint_size is not null
                           order by t.checkpoint_size desc limit 1) l on true
      where a.state = 'active' order by a.id`,
    [clock()],
  );
  return rows;
}

/**
 * A stamp on the newest checkpoint when the log grew and the interval is over. One that still waits (the authority is
 * down) moves up to the newest: a stamp covers everything before it, so that nothing is lost by waiting.
 */
export async function askForNewest({ owner, clock }: Owner, standing: Standing): Promise<boolean> {
  const { id, newest, last_id, last_size, last_state, last_asked_at, every_minutes } = standing;
  if (newest === 0 || newest <= (last_size ?? 0)) return false;
  const now = clock();
  if (last_state === 'waiting') {
    await owner.query(`update time_tokens set checkpoint_size = $2 where id = $1 and state = 'waiting'`, [
      last_id,
      newest,
    ]);
    return false;
  }
  if (last_asked_at !== null && now.getTime() - Date.parse(last_asked_at) < every_minutes * 60_000) return false;
  await owner.query(
    `insert into time_tokens (id, authority_id, checkpoint_size, state, asked_at, next_at)
     values ($1, $2, $3, 'waiting', $4, $4) on conflict do nothing`,
    [newId(), id, newest, now],
  );
  return true;
}

/**
 * What a closed authority still owes: its checkpoints and renewals are asked of others anyway, requests on single
 * deposits go to one in use that has none for that deposit yet; without any they wait for the next one.
 */
export async function handOnFromClosed(owner: pg.Pool, now: Date): Promise<void> {
  await owner.query(
    `delete from time_tokens t using authorities a where a.id = t.authority_id and a.state = 'closed'
        and t.state = 'waiting' and t.deposit_id is null`,
  );
  await owner.query(
    `update time_tokens t set authority_id = n.authority, next_at = $1, attempts = 0, failure = null
       from (select distinct on (w.deposit_id) w.id, (
               select a.id from authorities a where a.state = 'active' and not exists
                 (select 1 from time_tokens o where o.authority_id = a.id and o.deposit_id = w.deposit_id)
               order by a.id limit 1) as authority
               from time_tokens w join authorities c on c.id = w.authority_id and c.state = 'closed'
              where w.state = 'waiting' and w.deposit_id is not null) n
      where t.id = n.id and n.authority is not null`,
    [now],
  );
  // One that others were asked for as well is not missed.
  await owner.query(
    `delete from time_tokens t using authorities c where c.id = t.authority_id and c.state = 'closed'
        and t.state = 'waiting' and exists (select 1 from time_tokens o join authorities a on a.id = o.authority_id
          where o.deposit_id = t.deposit_id and a.state = 'active')`,
  );
}
