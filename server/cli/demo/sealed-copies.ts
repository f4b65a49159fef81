import { addDays } from '#domain/clock.ts';
import { digestsOf } from '#domain/evidence/entry.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { discloseSecret } from '#server/secrets/disclose.ts';
import { houseAgo } from './days.ts';
import type { Keyed } from './keyholders.ts';
import { type Entry, sealForm } from './sealing.ts';

/** Copies without their secrets that were handed over (C25): to an authority, to auditors, to a laboratory. */
const copies = [
  {
    ...{ days_ago: 330, for_days: null, name: '研发项目申报书.docx', to: '示例市项目受理窗口', why: '申报研发项目' },
    ...{ what: '研发项目申报书（脱密副本）', basis: '项目申报通知（示例）' },
  },
  {
    ...{ days_ago: 95, for_days: null, name: '研发费用说明.xlsx', to: '示例会计师事务所', why: '研发费用专项审计' },
    ...{ what: '研发费用归集说明（脱密副本）', basis: '审计约定书及保密条款（示例）' },
  },
  {
    ...{ days_ago: 12, for_days: 30, name: '送检样品说明.pdf', to: '示例检测中心', why: '第三方检测' },
    ...{ what: '送检样品说明（脱密副本）', basis: '检测委托合同及保密条款（示例）' },
  },
] as const;

/** The log of handed-over copies, on entries in force below the core level: what is core needs a second officer. */
export async function playCopies(house: House, keyed: Keyed, entries: readonly Entry[]): Promise<void> {
  const [author] = keyed.officers;
  const open = entries.filter(({ inForce, level }) => inForce && level !== 'core');
  if (!author || open.length === 0) return;
  for (const [at, copy] of copies.entries()) {
    const entry = open[at % open.length];
    if (!entry) return;
    const { id, readers } = entry;
    const on = houseAgo(house, copy.days_ago);
    const day = dayInChina(on.clock());
    const due_back_on = copy.for_days === null ? null : addDays(day, copy.for_days);
    const [original, made] = [digests(copy.what), digests(copy.name)];
    const fields = {
      ...{ disclose_to: copy.to, disclose_what: copy.what, disclose_purpose: copy.why, disclose_basis: copy.basis },
      ...{ disclose_on: day, ...(due_back_on === null ? {} : { disclose_due: due_back_on }) },
      ...{ disclose_copy_name: `脱密副本-${copy.name}`, disclose_original_name: copy.name },
      ...{ disclose_original: original.sha256, disclose_original_sm3: original.sm3 },
      ...{ disclose_copy: made.sha256, disclose_copy_sm3: made.sm3 },
    };
    const form = await sealForm({ keyed, on, author, id, readers }, { step: 'disclose', fields });
    const told = { id, version: entry.version, ...form, due_back_on };
    entry.version = (await perform(on, author.caller, discloseSecret, told)).version;
  }
}

/** Files of invented firms are invented too: a text stands for their bytes. */
function digests(text: string): { sha256: string; sm3: string } {
  const { sha256, sm3 } = digestsOf(Buffer.from(`演示文件：${text}`));
  return { sha256: Buffer.from(sha256).toString('hex'), sm3: Buffer.from(sm3).toString('hex') };
}
