import type { DepositRow } from '#domain/evidence/schema.ts';
import { states } from '#domain/glossary.ts';
import { writeTable } from '#server/kernel/sheets.ts';
import { kindLabel } from '#verify/words.ts';

const columns = [
  { title: '时间', width: 20 },
  { title: '种类', width: 22 },
  { title: '名称', width: 40 },
  { title: '状态', width: 12 },
  { title: '登记序号', width: 12 },
  { title: '大小（字节）', width: 16 },
  { title: '时间戳', width: 10 },
  { title: '见证方', width: 10 },
  { title: '存证编号', width: 38 },
] as const;

/** The list as a workbook. */
export const writeDeposits = (rows: readonly DepositRow[]): Promise<Uint8Array> =>
  writeTable(
    '存证清单',
    columns,
    rows.map((row) => [
      new Date(row.at),
      kindLabel(row.kind).zh,
      row.title ?? row.subject,
      states[row.state].zh,
      row.index,
      row.size,
      row.stamped ? '有' : '无',
      row.witnessed,
      row.id,
    ]),
  );
