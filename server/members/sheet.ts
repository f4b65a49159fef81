import type { Static } from 'typebox';
import type { MemberRow } from '#domain/members/schema.ts';
import { memberHeads } from '#domain/members/table.ts';
import { accessWords, kindWords, stateWords } from '#domain/members/words.ts';
import { dayCell, writeTable } from '#server/kernel/sheets.ts';

/** People of the firm as a workbook, in the columns that import knows and a few that it does not read back. */
export function writeMembers(rows: readonly Static<typeof MemberRow>[]): Promise<Uint8Array> {
  const columns = [
    { title: memberHeads.name[0], width: 14 },
    { title: memberHeads.number[0], width: 12 },
    { title: memberHeads.kind[0], width: 12 },
    { title: memberHeads.phone[0], width: 16 },
    { title: memberHeads.department[0], width: 18 },
    { title: memberHeads.post[0], width: 18 },
    { title: memberHeads.access[0], width: 12 },
    { title: memberHeads.entered_on[0], width: 14, day: true as const },
    { title: '在职状态', width: 12 },
    { title: memberHeads.left_on[0], width: 14, day: true as const },
    { title: '有效协议份数', width: 14 },
  ];
  return writeTable(
    '企业人员',
    columns,
    rows.map((row) => [
      ...[row.name, row.number, kindWords[row.kind][0], row.phone, row.department, row.post],
      ...[
        accessWords[row.access][0],
        dayCell(row.entered_on),
        stateWords[row.state][0],
        dayCell(row.left_on),
        row.agreements,
      ],
    ]),
  );
}
