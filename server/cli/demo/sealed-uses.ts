import { addDays } from '#domain/clock.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { bringBackSecret } from '#server/secrets/bring-back.ts';
import { useSecret } from '#server/secrets/use.ts';
import { houseAgo } from './days.ts';
import type { Keyed } from './keyholders.ts';
import { type Entry, sealForm } from './sealing.ts';

/** Copies that went out: most came back, one is out in time, one is overdue. */
const uses = [
  { days_ago: 210, for_days: 30, back: 186, to: '示例联合实验室', what: '纸质副本第1号' },
  { days_ago: 120, for_days: 20, back: 101, to: '示例检测中心', what: '纸质副本第2号' },
  { days_ago: 60, for_days: 40, back: null, to: '示例设备有限公司', what: '纸质副本第3号' },
  { days_ago: 9, for_days: 30, back: null, to: '示例评估机构', what: '电子副本（只读）第4号' },
];

/** The log of where copies went, on the first entries that are in force. */
export async function playUses(house: House, keyed: Keyed, entries: readonly Entry[]): Promise<void> {
  const [author] = keyed.officers;
  const open = entries.filter(({ inForce }) => inForce);
  if (!author) return;
  for (const [at, { days_ago, for_days, back, to, what }] of uses.entries()) {
    const entry = open[at % open.length];
    if (!entry) return;
    const { id, readers } = entry;
    const on = houseAgo(house, days_ago);
    const fields = { use_to: to, use_what: what, use_purpose: '合作测试', use_basis: '保密协议及外发审批单（示例）' };
    const form = await sealForm({ keyed, on, author, id, readers }, { step: 'use', fields });
    const due_back_on = addDays(dayInChina(on.clock()), for_days);
    const used = await perform(on, author.caller, useSecret, { id, version: entry.version, ...form, due_back_on });
    entry.version = used.version;
    if (back === null) continue;
    const then = houseAgo(house, back);
    const returned = await sealForm(
      { keyed, on: then, author, id, readers },
      { step: 'return', fields: { back_state: '完好，已核对份号。' } },
    );
    const answer = await perform(then, author.caller, bringBackSecret, {
      id,
      version: entry.version,
      use: used.step,
      ...returned,
    });
    entry.version = answer.version;
  }
}
