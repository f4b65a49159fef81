import { addDays } from '#domain/clock.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { assignRemedy } from '#server/remedies/assign.ts';
import { finishRemedy } from '#server/remedies/finish.ts';
import { houseAgo } from './days.ts';
import type { Member } from './members.ts';

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
