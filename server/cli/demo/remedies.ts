import { addDays } from '#domain/clock.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { assignRemedy } from '#server/remedies/assign.ts';
import { finishRemedy } from '#server/remedies/finish.ts';
import { houseAgo } from './days.ts';
import { chance, type DemoFirm } from './firms.ts';
import type { Member } from './members.ts';
import type { Stage } from './stage.ts';

type Firm = { organisation: string; officer: Caller; members: readonly Member[] };

/** Of the weak points of the last assessment two in five are closed, one is late, the others have an owner and a day to come. */
export async function playRemedies(house: House, { organisation, officer, members }: Firm): Promise<void> {
  const today = dayInChina(house.clock());
  const { rows } = await house.database.owner.query<{ id: string; version: number; created: number }>(
    `select id, version, $2::date - created_at::date as created from remedies
      where enterprise_id = $1 and state = 'open' order by key_item desc, item`,
    [organisation, today],
  );
  const closed = Math.floor(rows.length * 0.4);
  for (const [at, { id, version, created }] of rows.entries()) {
    const since = Math.max(created, 4);
    if (at < closed) {
      const then = houseAgo(house, Math.max(2, Math.floor(since * 0.5)));
      await perform(then, officer, finishRemedy, { id, version, note: '已按整改建议落实，材料归档备查。' });
      continue;
    }
    const owner = members[at % members.length]?.id ?? null;
    const due_on = addDays(today, at === closed ? -12 : 18 + ((at * 7) % 60));
    await perform(houseAgo(house, Math.min(since - 1, 40)), officer, assignRemedy, { id, version, owner, due_on });
  }
}

/** Of what was due, hardly anything is still open, and that in few firms; of what is not due yet, some is done early. */
const shares = { slow: 0.1, late: 0.3, early: 0.4 };

/** What other firms did about their weak points, as the office that serves each saw it. */
export async function followUp({ house, callers }: Stage, firms: readonly DemoFirm[]): Promise<void> {
  const today = dayInChina(house.clock());
  const byId = new Map(firms.map((firm) => [firm.id, firm]));
  const { rows } = await house.database.owner.query<Point>(
    `select id, version, enterprise_id as firm, item, $2::date - due_on as late_days, $2::date - created_at::date as days_ago
       from remedies where enterprise_id = any ($1) and state = 'open'`,
    [[...byId.keys()], today],
  );
  const done = rows.flatMap(({ firm: id, ...point }) => {
    const firm = byId.get(id);
    const days_ago = firm && finishedAgo(firm, point);
    return firm && days_ago ? [{ ...point, firm, days_ago }] : [];
  });
  done.sort((a, b) => b.days_ago - a.days_ago);
  for (let at = 0; at < done.length; at += together)
    await Promise.all(
      done.slice(at, at + together).map(({ id, version, firm, days_ago }) => {
        const caller = callers.get(firm.office.visits) ?? { token: null };
        const note = '已按整改建议落实，走访时核实。';
        return perform(houseAgo(house, days_ago), caller, finishRemedy, { id, version, note });
      }),
    );
}

/** So many acts at once, each in a transaction of its own: they are many. */
const together = 6;

type Point = { id: string; version: number; firm: string; item: string; late_days: number; days_ago: number };

/** So many days ago it was done, mostly some days before its day; null where it is open. */
function finishedAgo({ key }: DemoFirm, { item, late_days, days_ago }: Omit<Point, 'firm'>): number | null {
  const isLate = late_days > 0;
  const open = isLate
    ? chance(key, 'slow') < shares.slow && chance(key, item, 'late') < shares.late
    : chance(key, item, 'early') >= shares.early;
  if (open || days_ago < 3) return null;
  const last = Math.max(late_days, 0);
  const took = Math.floor((days_ago - last) * (0.5 + chance(key, item, 'took') * 0.5));
  return Math.max(1, days_ago - took);
}
