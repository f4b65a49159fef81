import { minuteInChina } from '#domain/clock.ts';
import { parseNote } from '#domain/evidence/notes.ts';
import { countedOn } from '#domain/leaks/facts.ts';
import type { ReadinessPart } from '#domain/leaks/readiness.ts';
import { Refused } from '#domain/refused.ts';
import { stepWords } from '#domain/secrets/columns.ts';
import { openBytes } from '#seal/age.ts';
import type { PackageItem } from '#seal/package.ts';
import { api, problemOf, read } from '../api.ts';
import { fetchSecretFile } from '../fetchSecretFile.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { bytesOf } from '../keyring.ts';
import type { Detail, Item } from '../register.ts';
import { chineseFields, chineseLines } from '../secretLines.ts';
import { openForm } from '../secretWork.ts';
import { type Line, textOf } from './package-words.ts';

/** What may go into a package; `size` is null while the server has not been asked for it. */
export type Choice = Omit<PackageItem, 'size' | 'open'> & {
  readonly key: string;
  readonly size: number | null;
  /** Offered, and left out unless somebody chooses it. */
  readonly aside?: true;
  readonly open: (signal: AbortSignal) => ReturnType<PackageItem['open']>;
};

/** Something that should be in it and cannot be, as a sentence. */
export type Gathered = { readonly choices: Choice[]; readonly lacking: string[] };

type Named = Pick<Choice, 'part' | 'key' | 'title' | 'shows' | 'aside'>;

export const bytesChoice = (named: Named, ending: string, bytes: Uint8Array | Blob): Choice => {
  const blob = bytes instanceof Blob ? bytes : new Blob([new Uint8Array(bytes)]);
  return { ...named, ending, size: blob.size, open: () => blob.stream() };
};

export const textChoice = (named: Named, text: string): Choice =>
  bytesChoice(named, '.txt', new TextEncoder().encode(text));

/** A file of the API, fetched when the package is made. */
export const remoteChoice = (named: Named, ending: string, url: string): Choice => ({
  ...named,
  ending,
  size: null,
  open: async (signal) => {
    const answer = await fetch(url, { credentials: 'same-origin', signal });
    if (!answer.ok || !answer.body) throw new Refused('package_item_lost', { name: named.title });
    return answer.body;
  },
});

/** The proofs of what the acts on one row left in the register; what is not published yet is lacking. */
export async function proofChoices(
  noun: string,
  row: string,
  { part, name }: { part: ReadinessPart; name: string },
): Promise<Gathered> {
  const choices: Choice[] = [];
  let waiting = 0;
  for (let page = 1; ; page++) {
    const { total, rows } = await read(api.GET('/api/evidence', { params: { query: { noun, row, page, size: 200 } } }));
    for (const deposit of rows) {
      if (deposit.state !== 'published') waiting += 1;
      else
        choices.push(
          remoteChoice(
            {
              ...{ part, key: `proof-${deposit.id}`, title: `${name}存证证明${deposit.index ?? ''}` },
              shows: `${minuteInChina(deposit.at)}已存证${deposit.stamped ? '并加盖可信时间戳' : ''}`,
            },
            '.humi-proof',
            `/api/evidence/${deposit.id}/proof`,
          ),
        );
    }
    if (rows.length === 0 || page * 200 >= total) break;
  }
  return { choices, lacking: waiting > 0 ? [`${name}有${waiting}份存证尚未公布，稍后再生成可附上证明。`] : [] };
}

/** Everything of one opened secret: record, signed text, sealed original, files, proofs, life, readings, flow. */
export async function secretChoices(keys: Unlocked, item: Item): Promise<Gathered> {
  const { entry, id, number } = item;
  const name = `商密第${number}号`;
  const served = entry ? await serve(id) : null;
  if (!entry || !served) return { choices: [], lacking: [`${name}无法打开，没有列入。`] };
  const { rows, detail } = served;
  const sealed = bytesOf(rows[0]?.sealed ?? '');
  const note = parseNote(new TextDecoder().decode(await openBytes(sealed, keys.identity.secret)));
  const flow = await flowLines(keys, id, { forms: rows[0]?.forms ?? [], steps: detail.steps });
  const proofs = await proofChoices('secret', id, { part: 'origin', name });
  const head: Line[] = [
    ['编号', name],
    ['版本', `第${entry.version}版，${keys.nameOf(entry.author)}，${minuteInChina(entry.at)}`],
    ['存证摘要（SHA-256）', entry.sha256],
  ];
  const steps = detail.steps.map(
    (step): Line => [
      minuteInChina(step.asked_at),
      `${stepWords[step.kind].zh}：${[step.asked_by_name, step.decided_by_name].filter(Boolean).join(' → ')}`,
    ],
  );
  const readers = detail.reader_list
    .filter(({ until }) => until === null)
    .map((one): Line => [one.name ?? keys.nameOf(one.person), `自${minuteInChina(one.since)}起知悉`]);
  const choices = [
    textChoice(
      { part: 'point', key: `record-${id}`, title: `${name}记录`, shows: '秘密的具体内容、载体、来源、价值和保密措施' },
      textOf(name, [...head, ...chineseLines(entry.body)]),
    ),
    ...(note
      ? [
          bytesChoice(
            { part: 'point', key: `note-${id}`, title: `${name}存证原文`, shows: '作者签名的原文，其摘要与存证一致' },
            '.json',
            new TextEncoder().encode(note.text),
          ),
        ]
      : []),
    bytesChoice(
      { part: 'point', key: `sealed-${id}`, title: `${name}加密原件`, shows: '系统中保存的原始密文' },
      '.age',
      sealed,
    ),
    ...entry.body.files.map((file): Choice => {
      const dot = file.name.lastIndexOf('.');
      return {
        ...{
          part: 'origin',
          key: `file-${file.id}`,
          title: `${name} ${dot > 0 ? file.name.slice(0, dot) : file.name}`,
        },
        ...{ ending: dot > 0 ? file.name.slice(dot) : '', shows: '秘密的原始材料', size: file.size },
        open: async (signal) => (await fetchSecretFile(file, { onProgress: () => undefined, signal })).stream(),
      };
    }),
    ...proofs.choices,
    ...(steps.length > 0
      ? [
          textChoice(
            {
              part: 'origin',
              key: `life-${id}`,
              title: `${name}办理经过`,
              shows: '定密、变更、复核等办理的时间和人员',
            },
            textOf(`${name}办理经过`, [...steps].reverse()),
          ),
        ]
      : []),
    textChoice(
      { part: 'measures', key: `readers-${id}`, title: `${name}知悉人员`, shows: '知悉范围受到限制，人员有名单' },
      textOf(`${name}知悉人员`, readers),
    ),
    remoteChoice(
      { part: 'access', key: `readings-${id}`, title: `${name}查阅记录`, shows: '谁在何时查阅过' },
      '.xlsx',
      `/api/secrets/readings/export.xlsx?secret=${id}`,
    ),
    ...(flow.length > 0
      ? [
          textChoice(
            { part: 'access', key: `flow-${id}`, title: `${name}流转记录`, shows: '交给谁、哪一份、依据和归还' },
            textOf(`${name}流转记录`, flow),
          ),
        ]
      : []),
  ];
  return { choices, lacking: proofs.lacking };
}

const consult = (id: string) =>
  read(api.POST('/api/secrets/consult', { body: { ids: [id], forms: true, purpose: 'inspection' } }));

type Opened = Awaited<ReturnType<typeof consult>>['rows'];

/** The sealed record and the life of a secret, or null for one that is gone, or not for this person any more. */
async function serve(id: string): Promise<{ rows: Opened; detail: Detail } | null> {
  try {
    const { rows } = await consult(id);
    return { rows, detail: await read(api.GET('/api/secrets/{id}', { params: { path: { id } } })) };
  } catch (error) {
    if (['not_found', 'not_reader'].includes(problemOf(error).reason)) return null;
    throw error;
  }
}

/** Hand-outs and disclosures with what their sealed forms say. */
async function flowLines(
  keys: Unlocked,
  id: string,
  { forms, steps }: { forms: Opened[number]['forms']; steps: Detail['steps'] },
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const step of steps.filter(({ kind }) => ['use', 'return', 'disclose'].includes(kind))) {
    const form = forms.find((one) => one.step === step.id);
    const fields = chineseFields((form && (await openForm(keys, id, form.sealed))) ?? {});
    const back = step.returned_at ? `；归还：${minuteInChina(step.returned_at)}` : '';
    lines.push([
      `${minuteInChina(step.asked_at)} ${stepWords[step.kind].zh}`,
      `${step.asked_by_name ?? ''} ${fields.map(([label, value]) => `${label}：${value}`).join('；')}${back}`,
    ]);
  }
  return lines;
}

/** Signed agreements of the people who are served, and the documents that counted on the day. */
export async function firmChoices(items: readonly Item[], day: string): Promise<Gathered> {
  const [papers, bound] = await Promise.all([documentChoices(day), agreementChoices(items)]);
  return { choices: [...papers, ...bound.choices], lacking: bound.lacking };
}

async function documentChoices(day: string): Promise<Choice[]> {
  const { documents } = await read(api.GET('/api/leaks/readiness', { params: { query: { size: 1 } } }));
  return documents.map((one) => {
    const before = countedOn(one, day);
    const span = `${one.from_on}起施行${one.to_on ? `，${one.to_on}被替换` : ''}`;
    return remoteChoice(
      {
        ...{ part: 'measures', key: `document-${one.id}`, title: before ? one.title : `${one.title}（当日未施行）` },
        // What came later proves nothing of the day.
        ...(before ? {} : { aside: true as const }),
        shows: `保密制度，${span}`,
      },
      '.docx',
      `/api/documents/${one.id}/paper.docx`,
    );
  });
}

async function agreementChoices(items: readonly Item[]): Promise<Gathered> {
  const members = await membersOf(new Set(items.map(({ number }) => number)));
  const choices: Choice[] = [];
  const lacking: string[] = [];
  for (const [member, person] of members) {
    const { rows } = await read(
      api.GET('/api/agreements', { params: { query: { member, state: 'signed', size: 200 } } }),
    );
    const kept = rows.filter(({ kind }) => ['confidentiality', 'non_compete', 'entry_undertaking'].includes(kind));
    if (!kept.some(({ kind }) => kind === 'confidentiality')) lacking.push(`${person}没有已签署的保密协议。`);
    for (const { id, number, signed_on } of kept) {
      const { signed_how } = await read(api.GET('/api/agreements/{id}', { params: { path: { id } } }));
      if (signed_how !== 'screen') lacking.push(`${person}的第${number}号协议为纸质签署，请把扫描件作为自备材料加入。`);
      else
        choices.push(
          remoteChoice(
            {
              ...{ part: 'measures', key: `agreement-${id}`, title: `${person}第${number}号协议签署记录` },
              shows: `${person}于${signed_on ?? ''}签署，负有保密义务`,
            },
            '.pdf',
            `/api/agreements/${id}/record.pdf`,
          ),
        );
    }
  }
  return { choices, lacking };
}

/** Members who are served one of these entries, by id, with their names. */
async function membersOf(numbers: ReadonlySet<number>): Promise<Map<string, string>> {
  const members = new Map<string, string>();
  for (let page = 1; ; page++) {
    const { total, rows } = await read(api.GET('/api/members/openers', { params: { query: { page, size: 200 } } }));
    for (const { readers } of rows.filter(({ secret }) => numbers.has(secret)))
      for (const { member, name } of readers) if (member !== null) members.set(member, name);
    if (rows.length === 0 || page * 200 >= total) return members;
  }
}
