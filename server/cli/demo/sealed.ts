import { addDays } from '#domain/clock.ts';
import { emptyBody, type SecretBody, type SecretFile } from '#domain/secrets/body.ts';
import type { Level } from '#domain/secrets/rules.ts';
import { sealRecord } from '#seal/record.ts';
import { newId } from '#server/kernel/id.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { addSecret } from '#server/secrets/add.ts';
import { concealSecret } from '#server/secrets/conceal.ts';
import { consultSecrets } from '#server/secrets/consult.ts';
import { declassifySecret } from '#server/secrets/declassify.ts';
import { endorseSecret } from '#server/secrets/endorse.ts';
import { proposeSecret } from '#server/secrets/propose.ts';
import { reviewSecret } from '#server/secrets/review.ts';
import { saveSecret } from '#server/secrets/save.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';
import type { Holder, Keyed } from './keyholders.ts';
import { playCopies } from './sealed-copies.ts';
import { drawing, sendFile, table } from './sealed-files.ts';
import { playUses } from './sealed-uses.ts';
import { type Entry, type Sealing, sealForm, sent } from './sealing.ts';

export type DemoSecret = {
  title: string;
  kind: SecretBody['kind'];
  sub_kind: string;
  content: string;
  department: string;
  level: Level | null;
  state?: 'draft' | 'proposed' | 'declassified';
  period?: 'day';
  file?: 'text' | 'png';
};

/** The register of one firm, entered over `days` days until a month ago; answers its entries by number. */
export async function playRegister(house: House, keyed: Keyed, firm: string): Promise<Entry[]> {
  const secrets = (await readContent<Record<string, DemoSecret[]>>('demo/secrets.json'))[firm] ?? [];
  const entries: Entry[] = [];
  for (const [at, secret] of secrets.entries()) {
    const daysAgo =
      secret.state === 'draft' || secret.state === 'proposed'
        ? 12 - (at % 5)
        : 640 - Math.floor((at * 540) / secrets.length);
    entries.push(await playSecret({ house, keyed, daysAgo }, secret));
  }
  await playUses(house, keyed, entries);
  await playCopies(house, keyed, entries);
  await playReadings(house, keyed, entries);
  return entries;
}

type Playing = { house: House; keyed: Keyed; daysAgo: number };

async function playSecret({ house, keyed, daysAgo }: Playing, secret: DemoSecret): Promise<Entry> {
  const { officers, employees } = keyed;
  const [author, approver] = officers;
  if (!author || !approver) throw new Error('a register needs two officers');
  // Whoever works on technical entries knows them; the others are the officers’ alone.
  const known = secret.kind === 'technical' ? [...officers, ...employees] : officers;
  const readers = known.map(({ identity }) => identity.person);
  const entry: Entry = { id: newId(), version: 1, level: secret.level, readers, inForce: false };
  await enter({ keyed, on: houseAgo(house, daysAgo), author, id: entry.id, readers }, entry, secret);
  if (secret.state === 'draft' || secret.level === null) return entry;
  const [asked, decided] = [houseAgo(house, daysAgo - 2), houseAgo(house, daysAgo - 4)];
  const on = { keyed, author, id: entry.id, readers };
  const today = dayInChina(house.clock());
  const term =
    secret.period === 'day'
      ? ({ period: 'day', period_to: addDays(today, 40) } as const)
      : ({ period: 'long' } as const);
  const words = { core: '商密·核心', important: '商密·重要', ordinary: '商密·一般' }[secret.level];
  const form = await sealForm(
    { ...on, on: asked },
    {
      step: 'classify',
      fields: {
        level: words,
        level_reason: '一旦泄露将直接影响产品竞争力，且他人难以自行得出。',
        element_secrecy: '没有公知或已公开的情形',
        element_value: '是',
        state_secret_ask: '不属于国家秘密',
      },
    },
  );
  const proposed = await perform(asked, author.caller, proposeSecret, {
    ...{ id: entry.id, version: entry.version, ...form, level: secret.level, ...term, not_state_secret: true },
  });
  entry.version = proposed.version;
  if (secret.state === 'proposed') return entry;
  const granted = { id: entry.id, version: entry.version, step: proposed.step };
  entry.version = (await perform(decided, approver.caller, endorseSecret, granted)).version;
  entry.inForce = true;
  if (secret.level === 'core') {
    const concealed = await sealForm(
      { ...on, on: decided },
      { step: 'conceal', fields: { conceal_how: '资料加盖密级标记，使用代号；关键参数拆分保管。' } },
    );
    entry.version = (
      await perform(decided, author.caller, concealSecret, { id: entry.id, version: entry.version, ...concealed })
    ).version;
  }
  if (secret.state === 'declassified') await declassify(house, { keyed, entry, author, approver });
  else if (daysAgo > 150) await review(house, { keyed, entry, author });
  return entry;
}

/** The first version, and where there is a file a second one that names it. */
async function enter(sealing: Sealing, entry: Entry, secret: DemoSecret): Promise<void> {
  const { on, author, id, readers } = sealing;
  const body = bodyOf(secret, dayInChina(on.clock()));
  const first = await sealSecret(sealing, body, { version: 1, previous: null });
  await perform(on, author.caller, addSecret, { id, readers: [...readers], ...first });
  if (secret.file === undefined) return;
  const bytes = secret.file === 'png' ? drawing() : table();
  const name = secret.file === 'png' ? '曲线图（示例）.png' : '参数记录（示例）.csv';
  const media_type = secret.file === 'png' ? 'image/png' : 'text/csv';
  const file: SecretFile = await sendFile(sealing, { bytes, name, media_type });
  const second = await sealSecret(sealing, { ...body, files: [file] }, { version: 2, previous: first.sha256 });
  entry.version = (await perform(on, author.caller, saveSecret, { id, latest: 1, ...second })).version;
}

function bodyOf(secret: DemoSecret, day: string): SecretBody {
  const { title, kind, sub_kind, content, department } = secret;
  const technical = kind === 'technical';
  return {
    ...emptyBody,
    ...{ title, kind, sub_kind, content, department, searched_on: day },
    why_secret: technical
      ? '系自行试验所得，未发表、未展示，产品上市后也难以通过观察得出。'
      : '由本企业在经营中积累形成，未向外披露，不能从公开渠道直接获得。',
    value: technical ? '降低成本并提高合格率，是产品领先同行的主要原因。' : '直接关系报价和客户稳定。',
    ...{ cost: technical ? '研发投入约120万元' : '人员和差旅投入约30万元', owner: `${department}负责人` },
    origin: technical ? '自主研发，试验记录和评审材料齐全' : '业务过程中形成，有往来记录',
    ...{ carriers: '纸质原件1份，电子文档1份', places: `${department}保密柜`, systems: '内网文件服务器专用目录' },
    ...{
      measures: ['agreement', 'rules', 'premises', 'marking', 'systems'],
      measures_note: '专柜保管，借阅登记，内网隔离。',
    },
  };
}

/** The next version of a record, as the server takes it. */
async function sealSecret(
  { keyed, on, author, id, readers }: Sealing,
  body: SecretBody,
  next: { version: number; previous: string | null },
) {
  const draft = { format: 'humi-secret/1', subject: id, need_to_know: [...readers], body, ...next } as const;
  return sent(await sealRecord(draft, { author: author.identity, roll: keyed.roll, at: on.clock().toISOString() }));
}

type Acting = { keyed: Keyed; entry: Entry; author: Holder };

async function review(house: House, { keyed, entry, author }: Acting): Promise<void> {
  const on = houseAgo(house, 80);
  const { id, version, readers } = entry;
  const form = await sealForm(
    { keyed, on, author, id, readers },
    { step: 'review', fields: { review_result: '维持' } },
  );
  entry.version = (await perform(on, author.caller, reviewSecret, { id, version, ...form })).version;
}

async function declassify(
  house: House,
  { keyed, entry, author, approver }: Acting & { approver: Holder },
): Promise<void> {
  const { id, readers } = entry;
  const on = houseAgo(house, 70);
  const fields = { declassify_why: '失去价值', reason: '产品已停产，相关内容不再具有竞争价值。' };
  const form = await sealForm({ keyed, on, author, id, readers }, { step: 'declassify', fields });
  const { version, step } = await perform(on, author.caller, declassifySecret, { id, version: entry.version, ...form });
  entry.version = (await perform(houseAgo(house, 66), approver.caller, endorseSecret, { id, version, step })).version;
  entry.inForce = false;
}

/** Who opened what over the last months. */
async function playReadings(house: House, { officers, employees }: Keyed, entries: readonly Entry[]): Promise<void> {
  const readers = [...employees, ...officers.slice(0, 1)];
  for (const [at, { caller, identity }] of readers.entries())
    for (const daysAgo of [140, 96, 61, 33, 18, 6, 2]) {
      const ids = entries.filter(
        ({ readers: known }, n) => known.includes(identity.person) && (n + daysAgo + at) % 4 === 0,
      );
      if (ids.length === 0) continue;
      const purpose = daysAgo === 61 ? 'inspection' : 'work';
      const old = ids.filter(({ inForce }) => inForce).map(({ id }) => id);
      if (old.length > 0) await perform(houseAgo(house, daysAgo), caller, consultSecrets, { ids: old, purpose });
    }
}
