import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { growRoll, type Roll } from '#domain/identities/roll.ts';
import { emptyBody, type SecretBody } from '#domain/secrets/body.ts';
import { type Identity, makeIdentity, sealIdentity } from '#seal/identity.ts';
import { sealRecord } from '#seal/record.ts';
import { rollTools, writeEntry } from '#seal/roll.ts';
import { hashToken } from '#server/kernel/session.ts';

export const passphrase = '示例口令-mako-tebi-suna-19';
export const token = 'bench-officer-of-a-register';
export const county = '371524';

/** The title of entry number `n`; only one of them has this word. */
export const titleOf = (n: number): string => `示例工艺参数组合第${n}号`;
export const wordOf = (n: number): string => `合第${n}号`;

/** A firm with one officer who is signed in and holds a key, on a roll of four, and `entries` really sealed records. */
export async function makeRegister(owner: pg.Pool, entries: number): Promise<void> {
  const at = new Date().toISOString();
  const [firm, person, post] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query(
    `insert into organisations (id, kind, name, division_code, path) select $1, 'enterprise', '示例精密有限公司', code, path from divisions where code = $2`,
    [firm, county],
  );
  const others = [randomUUID(), randomUUID()];
  for (const [at, id] of [person, ...others].entries())
    await owner.query(`insert into people (id, name, login, state) values ($1, $2, $3, 'active')`, [
      id,
      `示例·甲${at}`,
      `bench-register-${at}`,
    ]);
  await owner.query(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
     select $1, $2, id, path, '保密管理员', '{enterprise_officer}', '2020-01-01' from organisations where id = $3`,
    [post, person, firm],
  );
  await owner.query(
    `insert into sessions (id, token_hash, person_id, post_id, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [randomUUID(), hashToken(token), person, post],
  );
  const root = await makeIdentity({ person, organisation: firm }, at);
  const roll = await keepKeys(owner, { root, others, at });
  await sealEntries(owner, { root, roll, others, entries, at });
}

type Keys = { readonly root: Identity; readonly others: readonly string[]; readonly at: string };

async function keepKeys(owner: pg.Pool, { root, others, at }: Keys): Promise<Roll> {
  const { person, organisation } = root;
  const members = await Promise.all(others.map((id) => makeIdentity({ person: id, organisation }, at)));
  const recovery = await makeIdentity({ person: organisation, organisation }, at);
  const keys = ({ person, recipient, verifyKey }: Identity) => ({ person, recipient, verifyKey });
  const acts: Parameters<typeof writeEntry>[1][] = [
    { kind: 'found', ...keys(root) },
    { kind: 'recovery', recipient: recovery.recipient, verifyKey: recovery.verifyKey },
    ...members.map((member) => ({ kind: 'admit', ...keys(member), rank: 'member' }) as const),
  ];
  let roll: Roll | undefined;
  for (const [seq, act] of acts.entries()) {
    const note = writeEntry(roll, act, root, at);
    roll = growRoll(roll, note, { organisation, tools: rollTools });
    await owner.query('insert into roll_entries (org_id, seq, note, person_id) values ($1, $2, $3, $4)', [
      ...[organisation, seq, note, person],
    ]);
  }
  if (!roll) throw new Error('a roll has its founder');
  // Little work: unlocking is not what is measured.
  const sealed = Buffer.from(await sealIdentity(root, passphrase, 10));
  await owner.query(
    `insert into identities (id, org_id, person_id, recipient, verify_key, sealed, state) values ($1, $2, $3, $4, $5, $6, 'active')`,
    [randomUUID(), organisation, person, root.recipient, root.verifyKey, sealed],
  );
  return roll;
}

async function sealEntries(
  owner: pg.Pool,
  { root, roll, others, entries, at }: Keys & { roll: Roll; entries: number },
): Promise<void> {
  const { person, organisation } = root;
  const levels = ['core', 'important', 'ordinary'];
  const readers = [person, ...others];
  for (let n = 1; n <= entries; n += 1) {
    const id = randomUUID();
    const draft = { format: 'humi-secret/1', subject: id, version: 1, previous: null, need_to_know: readers } as const;
    const { file, sha256, sm3, size, recipients } = await sealRecord(
      { ...draft, body: bodyOf(n) },
      { author: root, roll, at },
    );
    await owner.query(
      `with s as (insert into secrets (id, org_id, number, state, level, latest, classified_on, period, period_to, review_on, readers, created_by)
         values ($1, $2, $3, 'in_force', $4, 1, '2026-03-01', 'day', '2031-03-01', '2027-03-01', $5, $6)),
       r as (insert into secret_readers (secret_id, person_id, org_id, since) select $1, x, $2, now() from unnest($7::uuid[]) x)
       insert into secret_versions (secret_id, version, org_id, ciphertext, sha256, sm3, size, recipients, by_person, at)
       values ($1, 1, $2, $8, $9, $10, $11, $12, $6, $13)`,
      [
        ...[id, organisation, n, levels[n % 3], readers.length, person, readers],
        ...[Buffer.from(file), sha256, sm3, size, recipients, at],
      ],
    );
  }
}

/** As people write them: some eight hundred characters. */
const bodyOf = (n: number): SecretBody => ({
  ...emptyBody,
  title: titleOf(n),
  kind: n % 3 === 0 ? 'business' : 'technical',
  content:
    `反应分两段：第一段${60 + (n % 40)}±1℃保持${n % 90}分钟，第二段${50 + (n % 30)}℃保持2小时；催化剂与溶剂的配比为${n % 17}比${n % 13}，搅拌转速${n}转，冷却曲线见工艺卡第${n}页；该组合未见公开，经三轮试验确定。`.repeat(
      2,
    ),
  why_secret: `经检索${n % 50}个数据库未见相同组合，行业内通常采用一段法。`,
  searched_on: '2026-02-01',
  value: '提高收率3个百分点，每年节约成本约120万元。',
  department: ['研发部', '生产部', '销售部', '信息部'][n % 4] ?? '',
  product: `示例产品${n % 60}`,
  owner: `示例·联络${n % 40}`,
  carriers: '工艺卡纸质两份、研发服务器加密目录一份。',
  places: '二号车间控制室；档案室三号柜。',
  systems: '产品数据管理系统、配方管理系统。',
  measures: ['agreement', 'premises', 'systems'],
});
