import type { Static } from 'typebox';
import type { AskedRow } from '#domain/learnings/schema.ts';
import { dayCell, writeTable } from '#server/kernel/sheets.ts';
import { dayInChina } from '#server/kernel/verb.ts';

const states = { asked: '未确认', passed: '测验已通过，未确认', confirmed: '已确认' } as const;

/** Who was asked to read a text as a workbook: confirmed or missing, tries, right answers. */
export function writeAsked(rows: readonly Static<typeof AskedRow>[], questions: number): Promise<Uint8Array> {
  const columns = [
    { title: '姓名', width: 14 },
    { title: '部门', width: 18 },
    { title: '账号', width: 10 },
    { title: '状态', width: 20 },
    { title: '作答次数', width: 10 },
    { title: `最近一次答对（共${questions}题）`, width: 22 },
    { title: '确认日期', width: 14, day: true as const },
  ];
  return writeTable(
    '学习与签收',
    columns,
    rows.map(({ name, department, account, state, tries, right, confirmed_at }) => [
      ...[name, department, account ? '已开通' : '未开通', states[state], tries, right],
      dayCell(confirmed_at === null ? null : dayInChina(new Date(confirmed_at))),
    ]),
  );
}
