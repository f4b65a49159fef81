import ExcelJS from 'exceljs';
import type pg from 'pg';
import { newId } from '#server/kernel/id.ts';

export const county = '371524';

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

/** Firms over all counties of the country, and somewhat more in the county that is read. */
export async function fillFirms(pool: pg.Pool, firms: number): Promise<void> {
  const begin = performance.now();
  const client = await pool.connect();
  try {
    await client.query('alter table organisations disable trigger enterprises_copy');
    await client.query(
      `insert into organisations (id, kind, name, division_code, path)
       select gen_random_uuid(), 'enterprise', '示例全国企业' || n, d.code, d.path
         from generate_series(1, $1::integer) n
         join (select code, path, row_number() over (order by code) - 1 as at, count(*) over () as of
                 from divisions where kind = 'county') d on d.at = n % d.of`,
      [firms],
    );
    await client.query(
      `insert into enterprises (org_id, name, division_code, path, org_state, industry, size, score, grade, assessed_on)
       select id, name, division_code, path, state, (13 + abs(hashtext(name)) % 80)::text,
              (array['micro', 'small', 'medium', 'large'])[1 + abs(hashtext(name)) % 4],
              abs(hashtext(name)) % 100, (array['A', 'B', 'C', 'D'])[1 + abs(hashtext(name)) % 4], '2026-01-01'
         from organisations where kind = 'enterprise' on conflict do nothing`,
    );
    await client.query('alter table organisations enable trigger enterprises_copy');
    await client.query('vacuum analyze organisations');
    await client.query('vacuum analyze enterprises');
  } finally {
    client.release();
  }
  console.log(`${firms} firms in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}
