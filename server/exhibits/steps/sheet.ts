import type { Static } from 'typebox';
import { kindWords, verdictWords } from '#domain/exhibits/columns.ts';
import type { ExhibitRow, StepRow } from '#domain/exhibits/schema.ts';
import { states, verbs } from '#domain/glossary.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { type SheetCell, writeTable } from '#server/kernel/sheets.ts';

type Exhibit = Static<typeof ExhibitRow>;
type Step = Static<typeof StepRow>;

/** The list as a workbook, with Chinese headings. */
export const writeExhibits = (rows: readonly Exhibit[]): Promise<Uint8Array> =>
  writeTable(
    '电子证据',
    [
      { title: '编号', width: 14 },
      { title: '名称', width: 34, wrap: true },
      { title: '类型', width: 12 },
      { title: '案号', width: 22 },
      { title: '持有人', width: 24, wrap: true },
      { title: '提取地点', width: 26, wrap: true },
      { title: '状态', width: 10 },
      { title: '封条号', width: 16 },
      { title: '提取单位', width: 28 },
      { title: '保管单位', width: 28 },
      { title: '保管链', width: 12 },
      { title: '自', width: 18 },
      { title: '步骤数', width: 8 },
      { title: '登记时间', width: 18 },
    ],
    rows.map((row): SheetCell[] => [
      ...[row.no, plainCell(row.name), kindWords[row.kind], plainCell(row.case_no ?? ''), plainCell(row.taken_from)],
      ...[plainCell(row.place), states[row.state].zh, plainCell(row.seal_no ?? ''), row.organisation_name],
      ...[
        plainCell(row.keeper_outside ?? row.keeper_name),
        row.steps === 0 ? '' : verdictWords[row.chain.state],
        minute(row.chain.since),
      ],
      ...[row.steps, minute(row.created_at)],
    ]),
  );

/** The record of custody of one exhibit, step by step. */
export const writeRecord = (steps: readonly Step[]): Promise<Uint8Array> =>
  writeTable(
    '保管记录',
    [
      { title: '序号', width: 6 },
      { title: '步骤', width: 12 },
      { title: '时间', width: 18 },
      { title: '单位', width: 28 },
      { title: '办理人', width: 12 },
      { title: '操作人', width: 12 },
      { title: '见证人', width: 12 },
      { title: '地点', width: 24, wrap: true },
      { title: '设备', width: 20, wrap: true },
      { title: '工具及版本', width: 22, wrap: true },
      { title: '方法', width: 30, wrap: true },
      { title: '封条号', width: 16 },
      { title: '移交（发还）对象', width: 28, wrap: true },
      { title: '经手人', width: 12 },
      { title: '事由（依据）', width: 30, wrap: true },
      { title: '结果', width: 14 },
      { title: '文件名', width: 24, wrap: true },
      { title: '大小（字节）', width: 16 },
      { title: 'SHA-256', width: 66 },
      { title: 'SM3', width: 66 },
      { title: '备注', width: 30, wrap: true },
      { title: '存证编号', width: 38 },
    ],
    steps.map((step): SheetCell[] => [
      ...[step.no, verbs[step.act].zh, minute(step.at), step.organisation_name, plainCell(step.person_name)],
      ...[step.operator, step.second_person, step.place, step.device, step.tool, step.method, step.seal_no].map(cell),
      ...[step.to_name, step.to_person, step.reason].map(cell),
      ...[resultOf(step), cell(step.content_name), step.size, step.sha256, step.sm3, cell(step.note), step.deposit],
    ]),
  );

const cell = (text: string | null): string => plainCell(text ?? '');

const resultOf = ({ equal, seal_intact }: Step): string =>
  equal !== null ? (equal ? '一致' : '不一致') : seal_intact !== null ? (seal_intact ? '封条完好' : '封条破损') : '';

/** An instant in Chinese time, to the minute, as text that sorts. */
const minute = (at: string | null): string =>
  at === null ? '' : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
