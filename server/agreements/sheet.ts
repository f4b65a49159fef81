import type { Static } from 'typebox';
import type { AgreementRow, PayRow } from '#domain/agreements/schema.ts';
import { agreementWords } from '#domain/agreements/words.ts';
import { states } from '#domain/glossary.ts';
import { dayCell, writeTable } from '#server/kernel/sheets.ts';

const day = true as const;

/** The list of agreements as a workbook: who, until when, which entries by number. */
export function writeAgreements(rows: readonly Static<typeof AgreementRow>[]): Promise<Uint8Array> {
  const columns = [
    { title: '编号', width: 8 },
    { title: '种类', width: 20 },
    { title: '签署人', width: 16 },
    { title: '单位', width: 28 },
    { title: '状态', width: 12 },
    { title: '签署日期', width: 14, day },
    { title: '起', width: 14, day },
    { title: '止', width: 14, day },
    { title: '涉及秘密编号', width: 24 },
    { title: '补偿欠付天数', width: 14 },
  ];
  return writeTable(
    '协议台账',
    columns,
    rows.map((row) => [
      ...[row.number, agreementWords[row.kind][0], row.party, row.party_firm, states[row.state].zh],
      ...[dayCell(row.signed_on), dayCell(row.from_on), dayCell(row.to_on), row.secrets.join('、'), row.unpaid_days],
    ]),
  );
}

const payStates = { due: '待支付', paid: '已支付', dropped: '不再支付' } as const;

/** The pay of a non-compete as a workbook, month by month. */
export function writePays(rows: readonly Static<typeof PayRow>[]): Promise<Uint8Array> {
  const columns = [
    { title: '期次', width: 8 },
    { title: '应付日期', width: 14, day },
    { title: '应付金额（元）', width: 16 },
    { title: '支付日期', width: 14, day },
    { title: '支付金额（元）', width: 16 },
    { title: '状态', width: 12 },
    { title: '欠付天数', width: 10 },
    { title: '备注', width: 30 },
  ];
  return writeTable(
    '补偿支付记录',
    columns,
    rows.map((row) => [
      ...[row.position, dayCell(row.due_on), row.amount, dayCell(row.paid_on), row.paid, payStates[row.state]],
      ...[row.late_days, row.note],
    ]),
  );
}
