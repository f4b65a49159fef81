import type { Caller } from '#server/kernel/actor.ts';
import type { House } from '#server/kernel/verb.ts';
import { playAgreement, playLearning, playTerm, sendOne } from './agreements.ts';
import { dayAgoFrom } from './history.ts';
import { playIncidents } from './incidents.ts';
import { foundKeys, type Keyed, type KeyedFirm } from './keyholders.ts';
import { type Member, memberPersonas, playLeaving, playMembers, readMembers } from './members.ts';
import { playPapers } from './papers.ts';
import { playRemedies } from './remedies.ts';
import { playRegister } from './sealed.ts';
import type { Entry } from './sealing.ts';
import type { Stage } from './stage.ts';

type Life = KeyedFirm & { signed: number };

/** The three firms with depth: who holds keys there and since when, and how many signed by link. */
const lives: readonly Life[] = [
  { firm: 'yunwu-tea', officers: ['yunwu', 'yunhe'], employees: [], days_ago: 660, signed: 3 },
  { firm: 'hengxin-chemical', officers: ['hengxin', 'hengsheng'], employees: ['hengyan'], days_ago: 670, signed: 17 },
  { firm: 'jingrun-bearing', officers: ['jingrun', 'jingdu'], employees: ['jinggong'], days_ago: 680, signed: 22 },
];

export const isLived = (firm: string): boolean => lives.some((life) => life.firm === firm);

/** Members, keys, register, agreements, documents and incidents of the firms with depth. */
export async function playFirmLives(stage: Stage): Promise<void> {
  const { house } = stage;
  await memberPersonas(stage, dayAgoFrom(house)(740));
  for (const life of lives) {
    const keyed = await foundKeys(stage, life);
    const [officer] = keyed.officers;
    if (!officer) continue;
    await playMembers(house, officer.caller, life.firm);
    const entries = await playRegister(house, keyed, life.firm);
    const members = await readMembers(house, keyed.organisation);
    await playPeople(house, { life, keyed, officer: officer.caller, members, entries });
    const { organisation } = keyed;
    await playRemedies(house, {
      organisation,
      officer: officer.caller,
      members: await readMembers(house, organisation),
    });
    await playPapers(house, officer.caller, life.firm);
    await playIncidents(house, { keyed, entries, firm: life.firm });
  }
}

type Firm = { life: Life; keyed: Keyed; officer: Caller; members: readonly Member[]; entries: readonly Entry[] };

/** Numbers of the register that are in force, as agreements name them. */
const numbersOf = (entries: readonly Entry[]): number[] =>
  entries.flatMap(({ inForce }, at) => (inForce ? [at + 1] : [])).slice(0, 3);

async function playPeople(house: House, { life, keyed, officer, members, entries }: Firm): Promise<void> {
  const secrets = numbersOf(entries);
  for (const { caller, identity } of [...keyed.officers.slice(1), ...keyed.employees]) {
    const member = members.find(({ person_id }) => person_id === identity.person);
    if (member) await playAgreement(house, officer, { kind: 'confidentiality', member, secrets, days_ago: 60 }, caller);
  }
  const near = members.filter(({ access, person_id }) => access !== 'none' && person_id === null);
  for (const member of near.slice(0, life.signed))
    await playAgreement(house, officer, { kind: 'confidentiality', member, secrets, days_ago: 58 });
  const waiting = near[life.signed];
  if (waiting) await sendOne(house, officer, waiting, secrets);
  await playLearning(house, officer, {
    ...{ title: '商业秘密保护应知应会', days_ago: 24, due_in: 34 },
    text: '一、涉密资料按级别标记、专柜保管。\n二、外发资料先审批，提供脱密副本并登记。\n三、离职前逐项交还载体、关闭账号。\n四、发现异常一小时内报告商业秘密管理人。',
    confirm: [...keyed.officers.slice(1), ...keyed.employees].map(({ caller }) => caller),
  });
  if (life.firm !== 'hengxin-chemical') return;
  await playDepartures(house, { officer, core: near.filter(({ access }) => access === 'core'), secrets });
}

/** Two who left under a non-compete, one of them unpaid for over two months, and one who is leaving now. */
async function playDepartures(
  house: House,
  { officer, core, secrets }: { officer: Caller; core: readonly Member[]; secrets: number[] },
): Promise<void> {
  const done = ['interview', 'carriers', 'accounts', 'exit_undertaking', 'letter', 'non_compete'];
  const [first, second, third] = core;
  for (const [member, days_ago, unpaid_since] of [
    [first, 400, 0],
    [second, 250, 75],
  ] as const) {
    if (!member) continue;
    const terms = { kind: 'non_compete', member, secrets, days_ago: days_ago + 20 } as const;
    const agreement = await playAgreement(house, officer, terms);
    await playLeaving(house, officer, { member, days_ago, done, finish: true });
    await playTerm(house, officer, { ...agreement, days_ago, unpaid_since });
  }
  if (third)
    await playLeaving(house, officer, {
      member: third,
      days_ago: 4,
      last_in: 10,
      done: ['interview', 'carriers'],
      finish: false,
    });
}
