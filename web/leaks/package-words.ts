import { minuteInChina } from '#domain/clock.ts';
import { evidenceKeys, type LeakBody } from '#domain/leaks/body.ts';
import { estimateLoss, lossAmounts } from '#domain/leaks/loss.ts';
import { leakKindWords } from '#domain/leaks/words.ts';
import type { Guide, Leak } from './leaks.ts';
import { leakTexts } from './texts.ts';

/** Papers of a package are Chinese: they go to an authority. */
const zh = (key: keyof typeof leakTexts): string => leakTexts[key][0];

export type Line = readonly [label: string, value: string];

/** A readable text: a heading, then labelled lines; empty values are left out. */
export const textOf = (heading: string, lines: readonly Line[]): string =>
  [
    heading,
    '',
    ...lines
      .filter(([, value]) => value.trim() !== '')
      .map(([label, value]) => (label ? `【${label}】${value}` : value)),
    '',
  ].join('\r\n');

export const leakHeading = (leak: Leak): string => `泄密事件第${leak.number}号（${leakKindWords[leak.kind].zh}）`;

/** What happened and how it was noticed. */
export const eventText = (leak: Leak, body: LeakBody, nameOf: (person: string) => string): string =>
  textOf(leakHeading(leak), [
    ['名称', body.title],
    [zh('found_at'), minuteInChina(leak.found_at)],
    ...(['happened', 'found_how', 'spread', 'pending', 'route_note'] as const).map((key): Line => [zh(key), body[key]]),
    [zh('readers'), leak.readers.map(nameOf).join('、')],
  ]);

export const accessText = (leak: Leak, body: LeakBody): string =>
  textOf(`${leakHeading(leak)}：${zh('section_suspects')}`, [
    ...body.suspects.map(
      (one, at): Line => [`${zh('suspects')}${at + 1}`, `${one.name}，${zh(`link_${one.link}`)}。${one.note}`],
    ),
    ...body.access.map((factor): Line => [zh('access'), zh(`access_${factor}`)]),
    [zh('access_note'), body.access_note],
  ]);

export const comparisonText = (leak: Leak, body: LeakBody): string =>
  textOf(`${leakHeading(leak)}：${zh('section_similarity')}`, [
    ...body.similarity.map((factor): Line => [zh('similarity'), zh(`similarity_${factor}`)]),
    [zh('compared'), body.compared],
  ]);

export const evidenceText = (leak: Leak, body: LeakBody): string =>
  textOf(`${leakHeading(leak)}：${zh('section_evidence')}`, [
    ...([1, 2] as const).flatMap((step): Line[] => [
      ['', zh(`evidence_step_${step}`)],
      ...evidenceKeys[step].map(
        (key): Line => ['', `${body.evidence.includes(key) ? '☑' : '☐'} ${zh(`evidence_${key}`)}`],
      ),
    ]),
    [zh('evidence_note'), body.evidence_note],
  ]);

/** The loss sheet: numbers, method, result, and that it is an estimate of the holder. */
export function lossText(leak: Leak, { loss, loss_note }: LeakBody): string {
  const { method, base, repair, total, gains } = estimateLoss(loss);
  const yuan = (value: number): string => `${value.toLocaleString('zh-CN', { maximumFractionDigits: 2 })}元`;
  return textOf(`${leakHeading(leak)}：${zh('section_loss')}`, [
    [zh('loss_act'), zh(`act_${loss.act}`)],
    ...lossAmounts.map((name): Line => [zh(name), loss[name] === undefined ? '' : loss[name].toLocaleString('zh-CN')]),
    [zh('loss_method'), zh(`method_${method}`)],
    [zh('loss_base'), yuan(base)],
    [zh('repair'), repair > 0 ? yuan(repair) : ''],
    [zh('loss_total'), yuan(total)],
    [zh('gains'), gains === null ? '' : yuan(gains)],
    [zh('loss_note'), loss_note],
    ['说明', '本表为权利人自行估算，计算方法参照法释〔2020〕10号第五条。'],
  ]);
}

/** Steps with who did them when, moments that were written down, in one order of time. */
export function timelineText(
  leak: Leak,
  body: LeakBody,
  { guide, nameOf }: { guide: Guide; nameOf: (person: string) => string },
): string {
  const steps = guide.steps.flatMap((step) => {
    const mark = leak.steps[step.key];
    return mark ? [{ at: mark.at, what: `${step.zh}（${nameOf(mark.by)}）` }] : [];
  });
  const lines = [...body.timeline, ...steps, { at: leak.found_at, what: zh('timeline_found') }]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ at, what }): Line => [Number.isNaN(Date.parse(at)) ? at : minuteInChina(at), what]);
  return textOf(`${leakHeading(leak)}：${zh('section_timeline')}`, lines);
}

/** How the package is opened and checked, for whoever receives it. */
export const readMe = (items: number): string =>
  [
    '商业秘密案件材料包',
    '',
    `共${items}份材料，按举证责任的两步分放在“第一步”“第二步”两个文件夹，“目录.docx”写明每份材料的名称和证明内容。`,
    '',
    '打开方法：本包是标准的age加密文件，用任何支持age格式的软件输入口令即可打开，例如：',
    '    age -d -o 材料包.zip 材料包.age',
    '然后解压材料包.zip。age程序可从操作系统的软件源取得。',
    '',
    '核验方法：扩展名为.humi-proof的文件是存证证明，可用核验网页或者“humi verify”命令离线核验。',
    '“存证原文”文件的SHA-256与证明中的摘要一致，证明该文件在存证时刻已经存在、此后没有改动。',
    '“加密原件”是系统中保存的原始密文，仅供核对，须由知悉人员的密钥打开。',
    '',
    '本包含有商业秘密。请仅交给有权办理的人员，并申请保密。口令请用另外的方式告知，不要与本包一起发送。',
    '',
  ].join('\r\n');
