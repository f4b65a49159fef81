import ExcelJS from 'exceljs';
import type pg from 'pg';
import { newId } from '#server/kernel/id.ts';

const county = '371524';

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A credit code with its check digit (GB 32100-2015), another one for every number. */
function codeOf(number: number): string {
  const body = `9137152${String(number).padStart(10, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * signs.indexOf(body.charAt(index)), 0);
  return body + signs.charAt((31 - (sum % 31)) % 31);
}

/** An office of the county with one officer who is signed in. */
export async function openOffice(pool: pg.Pool, tokenHash: string): Promise<void> {
  const [office, person, post] = [newId(), newId(), newId()];
  await pool.query(
    `insert into organisations (id, kind, name, division_code, path)
     select $1, 'market_regulation', '示例市场监管局', code, path from divisions where code = $2`,
    [office, county],
  );
  await pool.query(`insert into people (id, name, login, state) values ($1, '示例·甲', 'bench-firms', 'active')`, [
    person,
  ]);
  await pool.query(
    `insert into posts (id, person_id, org_id, path, title, roles, from_on)
     select $1, $2, id, path, '工作人员', '{programme_officer}', '2020-01-01' from organisations where id = $3`,
    [post, person, office],
  );
  await pool.query(
    `insert into sessions (id, token_hash, person_id, post_id, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [newId(), tokenHash, person, post],
  );
}

/** A workbook as an office program writes it: shared texts, formulas with saved values, merged cells, 12 columns. */
export async function makeTable(file: string, rows: number): Promise<string> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true });
  const page = book.addWorksheet('名录');
  const head = [
    '序号',
    '企业名称',
    '信用代码',
    '区划',
    '行业',
    '规模',
    '人数',
    '标签',
    '地址',
    '联系人',
    '联系电话',
    '备注',
  ];
  page.addRow(head).commit();
  for (let number = 1; number <= rows; number++)
    page
      .addRow([
        ...[{ formula: 'ROW()-1', result: number }, `示例企业第${number}号有限公司`, codeOf(number), '东阿县'],
        ...[['C27 医药制造业', 'C33', '65', '批发业'][number % 4], ['微型', '小型', '中型'][number % 3], number % 900],
        ...[number % 5 === 0 ? '高新技术企业、老字号' : '', `示例路${number % 5000}号`, `示例·联络${number % 700}`],
        ...[13_800_000_000 + number, number % 50 === 0 ? '备注文字' : ''],
      ])
      .commit();
  // Rows that left are out of reach of the writer: the merged area stands below them.
  page.mergeCells(rows + 2, 13, rows + 3, 14);
  page.commit();
  await book.commit();
  return file;
}
