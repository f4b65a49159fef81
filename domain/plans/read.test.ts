import fc from 'fast-check';
import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';
import { Draft } from './schema.ts';

const plan = `云汀市市场监督管理局文件

云汀市监〔2024〕8号

云汀市市场监督管理局关于印发《云汀市商业秘密保护工作方案》的通知

各县（区）市场监管局：
现将《云汀市商业秘密保护工作方案》印发给你们，请认真落实。

云汀市市场监督管理局
二〇二四年三月五日

云汀市商业秘密保护工作方案

为贯彻落实《全国商业秘密保护创新试点工作方案》（国市监竞争发〔2022〕26号），根据《中华人民共和国反不正当竞争法》，制定本方案。

一、工作目标
到2025年底，建成指导站12个，培育示范企业30家以上，重点企业员工受训率达到100%。去年全市已建成站点9个。

二、重点任务
（一）建设指导站。依托园区建设指导站，配备联络员。（牵头单位：市市场监管局；配合单位：市科技局、各县（市、区）市场监管局；完成时限：2024年10月底前）
（二）开展培训。举办培训不少于5场。

三、实施步骤
（一）动员部署阶段（2024年3月至5月）。制定方案。
（二）组织实施阶段（2024年6月至2025年10月）。全面推进。
（三）总结阶段（2025年11月至12月）。总结经验。

四、保障措施
（一）加强组织领导。成立云汀市商业秘密保护工作领导小组，由分管副市长任组长，市市场监管局局长任副组长，市公安局、市法院分管负责人为成员。领导小组办公室设在市市场监管局。
（二）按时报送。各单位每年6月20日、12月20日前将进展情况报送市市场监管局。
`;

test('[C01] [C02] [C03] [C04] [C05] [C10] a whole plan', () => {
  const draft = printDraft(readPlan(plan));
  expect(draft).toMatchObject({
    title: '云汀市商业秘密保护工作方案',
    document_no: '云汀市监〔2024〕8号',
    issuer: '云汀市市场监督管理局',
    issued_on: '2024-03-05',
    period: { from: '2024-03-01', to: '2025-12-31' },
    basis: [
      { title: '全国商业秘密保护创新试点工作方案', document_no: '国市监竞争发〔2022〕26号' },
      { title: '中华人民共和国反不正当竞争法', document_no: null },
    ],
    phases: [
      { title: '动员部署阶段', from: '2024-03-01', to: '2024-05-31' },
      { title: '组织实施阶段', from: '2024-06-01', to: '2025-10-31' },
      { title: '总结阶段', from: '2025-11-01', to: '2025-12-31' },
    ],
    targets: [
      { subject: 'station', comparison: 'exactly', value: 12, unit: '个', by: '2025-12-31' },
      { subject: 'demonstration_enterprise', comparison: 'at_least', value: 30, unit: '家', by: '2025-12-31' },
      { subject: 'training_coverage', comparison: 'exactly', value: 100, unit: '%', by: '2025-12-31' },
      { subject: 'training', comparison: 'at_least', value: 5, unit: '场', by: null },
    ],
    measures: [
      {
        no: '（一）',
        title: '建设指导站',
        tasks: [
          {
            text: '依托园区建设指导站，配备联络员。',
            lead_units: ['市市场监管局'],
            supporting_units: ['市科技局', '各县（市、区）市场监管局'],
            due_on: '2024-10-31',
            continuing: false,
          },
        ],
      },
      { no: '（二）', title: '开展培训' },
    ],
    council: {
      name: '云汀市商业秘密保护工作领导小组',
      head: '分管副市长',
      deputies: ['市市场监管局局长'],
      members: [
        { unit: '市公安局', post: '分管负责人' },
        { unit: '市法院', post: '分管负责人' },
      ],
      office: '市市场监管局',
    },
    reports: [{ due: ['06-20', '12-20'], to: ['市市场监管局'] }],
    notes: [],
  });
});

test('[C01] printed keys stand in the order of the contract, and nothing else', () => {
  const draft = printDraft(readPlan(plan));
  expect(Object.keys(draft)).toEqual(
    'title document_no issuer issued_on period basis phases targets measures council reports notes'.split(' '),
  );
  expect(Object.keys(draft.targets[0] ?? {})).toEqual(
    'subject subject_text comparison value value_to unit by text source'.split(' '),
  );
  expect(Object.keys(draft.measures[0]?.tasks[0] ?? {})).toEqual(
    'no text lead_units supporting_units due_on from to continuing source'.split(' '),
  );
});

test('[C01] the draft fits its schema and its ids are its own', () => {
  const draft = readPlan(plan);
  expect(Value.Check(Draft, draft)).toBe(true);
  const ids = [...JSON.stringify(draft).matchAll(/"id":"([^"]+)"/g)].map((found) => found[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('[C01] every source holds the words of its element', () => {
  const draft = readPlan(plan);
  const words = (text: string) => text.replace(/\s/g, '');
  const holds = (source: [number, number] | null, text: string) =>
    source !== null && words(plan.slice(...source)).includes(words(text));
  for (const phase of draft.phases) expect(holds(phase.source, phase.title)).toBe(true);
  for (const target of draft.targets) expect(holds(target.source, target.text)).toBe(true);
  for (const measure of draft.measures) {
    expect(holds(measure.source, measure.title)).toBe(true);
    for (const task of measure.tasks) expect(holds(task.source, task.text)).toBe(true);
  }
  for (const member of draft.council?.members ?? []) expect(holds(member.source, member.unit)).toBe(true);
  expect(holds(draft.title.source, draft.title.value ?? '')).toBe(true);
});

test('[C01] line wraps, markdown and full-width digits change nothing but the offsets', () => {
  const facts = (text: string) =>
    JSON.stringify(printDraft(readPlan(text)), (key, value) =>
      key === 'source' || key === 'notes' ? undefined : value,
    );
  const marked = plan.replace(/^(一|二|三|四)、/gm, '## $1、').replace(/^（/gm, '#### （');
  expect(facts(marked)).toBe(facts(plan));
  const wrapped = plan
    .replace('配备联络员。（牵头', '配备\n联络员。（牵头')
    .replace('培育示范企业', '培育示\n\n范企业');
  expect(facts(wrapped)).toBe(facts(plan));
  const crlf = plan.replaceAll('\n', '\r\n');
  expect(facts(crlf)).toBe(facts(plan));
});

test('[C01] an empty text is an empty draft with a note', () => {
  for (const text of ['', ' \n\t　', '\ufeff']) {
    const draft = printDraft(readPlan(text));
    expect(draft).toMatchObject({ title: null, period: null, phases: [], targets: [], measures: [], council: null });
    expect(draft.notes.length).toBeGreaterThan(0);
  }
});

test('[C02] a plan without phases says so', () => {
  const draft = readPlan('云汀市工作方案\n一、主要任务\n（一）做好宣传。广泛宣传。\n');
  expect(draft.phases).toEqual([]);
  expect(draft.notes.map((note) => note.level)).toContain('unsure');
});

const pieces = fc.constantFrom(
  ...'一、|（一）|1.|（1）|①|第一条 |工作目标|重点任务|实施步骤|保障措施|附件|2024年|6月底前|至|2月30日|建成|10个|指导站|以上|100%|。|，|：|；|、|（|）|《|》|“|”|\n|\n\n|\t|||#|##|牵头单位|责任单位|组长：|张　三|副组长|领导小组|由|为成员|每年|报送|局|　|\u0000|😀|〔2024〕3号|百分之'.split(
    '|',
  ),
);
const anyText = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.array(pieces, { maxLength: 120 }).map((list) => list.join('')),
);

test('[C01] any text: never throws, same draft twice, sources in range, schema kept', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const draft = readPlan(text);
      expect(readPlan(text)).toEqual(draft);
      expect(Value.Check(Draft, draft)).toBe(true);
      for (const found of JSON.stringify(draft).matchAll(/"source":\[(\d+),(\d+)\]/g)) {
        expect(Number(found[1])).toBeLessThan(Number(found[2]));
        expect(Number(found[2])).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});

test('[C03] 10,000 rows and two million characters are read in linear time', () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `| ${i + 1} | 走访企业，建立台账${i} | 甲市市场监管局 | 2024年6月底前 |`,
  );
  const table = `甲市任务清单\n| 序号 | 任务 | 责任单位 | 完成时限 |\n${rows.join('\n')}\n`;
  expect(readPlan(table).measures.flatMap((measure) => measure.tasks)).toHaveLength(10_000);
  const long = plan.repeat(Math.ceil(2_000_000 / plan.length));
  expect(readPlan(long).title.value).toBe('云汀市商业秘密保护工作方案');
}, 20_000);
