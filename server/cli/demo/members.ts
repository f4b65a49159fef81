import type { AccessLevel } from '#domain/members/schema.ts';
import { accessWords, kindWords } from '#domain/members/words.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { newId } from '#server/kernel/id.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { finishKit } from '#server/members/finish-kit.ts';
import { importMembers } from '#server/members/import.ts';
import { memberLeaves } from '#server/members/leave.ts';
import { recordStep } from '#server/members/record-step.ts';
import { readTable } from '#server/seed.ts';
import { houseAgo } from './days.ts';
import { dayAgoFrom } from './history.ts';
import type { Stage } from './stage.ts';

export type Member = {
  id: string;
  name: string;
  access: AccessLevel;
  person_id: string | null;
  version: number;
};

/** The people of the demonstration who have posts in firms stand in the list of members there, too. */
export async function memberPersonas({ house }: Stage, from: string): Promise<void> {
  const { rows } = await house.database.owner.query(
    `select p.id as person, p.name, po.org_id, po.title, po.roles from posts po join people p on p.id = po.person_id
       join organisations o on o.id = po.org_id where o.kind = 'enterprise' order by po.id`,
  );
  const members = rows.map((row) => ({ ...row, id: newId(), officer: row.roles.includes('enterprise_officer') }));
  await house.database.owner.query(
    `insert into members (id, org_id, person_id, name, post, access, officer, entered_on, created_at)
     select m.id, m.org_id, m.person, m.name, m.title, 'core', m.officer, $2::date, $2::date
       from jsonb_to_recordset($1::jsonb) as m(id uuid, org_id uuid, person uuid, name text, title text, officer boolean)`,
    [JSON.stringify(members), from],
  );
  await house.database.owner.query(
    "update enterprises e set member_count = (select count(*) from members m where m.org_id = e.org_id and m.state <> 'left')",
  );
}

/** The other people of a firm, as its officer takes them in: a table, all at once. */
export async function playMembers(house: House, caller: Caller, firm: string): Promise<void> {
  const dayAgo = dayAgoFrom(house);
  const words: Readonly<Record<string, readonly [zh: string, en: string]>> = { ...accessWords, ...kindWords };
  const rows = (await readTable('demo/members.csv')).filter((row) => row.firm === firm);
  const lines = rows.map(({ name, department, post, access = '', kind = '', entered_days_ago }, at) =>
    [
      name,
      `S${String(at + 1).padStart(3, '0')}`,
      words[kind]?.[0],
      department,
      post,
      words[access]?.[0],
      dayAgo(Number(entered_days_ago)),
    ].join(','),
  );
  const bytes = Buffer.from(`姓名,工号,人员类别,部门,岗位,涉密程度,入职日期\n${lines.join('\n')}\n`);
  await perform(houseAgo(house, 650), caller, importMembers, {
    file_name: '人员名册（示例）.csv',
    bytes,
    dry_run: 'false',
  });
}

export async function readMembers(house: House, organisation: string): Promise<Member[]> {
  const { rows } = await house.database.owner.query<Member>(
    "select id, name, access, person_id, version from members where org_id = $1 and state = 'active' order by id",
    [organisation],
  );
  return rows;
}

type Leaving = { member: Member; days_ago: number; last_in?: number; done: readonly string[]; finish: boolean };

const answers: Readonly<Record<string, Record<string, string>>> = {
  interview: { reason: '个人发展', next: '未告知', notes: '已提醒离职后继续承担保密义务，本人表示知悉。' },
  carriers: { list: 'Z-012、Z-018，已交还', missing: '没有缺少' },
  accounts: { list: '内网账号、邮箱、门禁卡' },
  letter: { delivery: '当面送达并签收' },
  non_compete: { decision: '执行', reasons: '掌握核心工艺参数' },
};

/** Somebody leaves: the exit checklist begins, steps are done, and where all are it is finished. */
export async function playLeaving(
  house: House,
  caller: Caller,
  { member, days_ago, last_in = 0, done, finish }: Leaving,
): Promise<void> {
  const then = houseAgo(house, days_ago);
  const last_day = dayAgoFrom(house)(days_ago - last_in);
  const { kit } = await perform(then, caller, memberLeaves, { id: member.id, version: member.version, last_day });
  let version = 1;
  for (const key of done) {
    const step = { id: kit, version, key, state: 'done' as const, note: null, answers: answers[key] ?? {} };
    version = (await perform(then, caller, recordStep, step)).version;
  }
  if (!finish) return;
  version = (await perform(houseAgo(house, days_ago - 5), caller, finishKit, { id: kit, version, reason: null }))
    .version;
  for (const months of [6, 12].filter((months) => days_ago > months * 31)) {
    const step = { id: kit, version, key: `follow_up_${months}`, state: 'done' as const, note: null };
    const asked = { ...step, answers: { notes: '电话回访，未发现异常。' } };
    version = (await perform(houseAgo(house, days_ago - months * 30), caller, recordStep, asked)).version;
  }
}
