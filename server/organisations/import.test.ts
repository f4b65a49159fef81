import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { type Answer, makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
const county = '371524';
let counter = 0;
const fresh = (name = '导入局'): string => {
  counter += 1;
  return `${name}${counter}`;
};

const officerOf = async (division = county): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house(), { kind: 'market_regulation', division }), ['programme_officer']);

async function workbook(rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名录').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const send = (person: TestPerson, bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Answer> =>
  sendFile(house(), person, '/organisations/import', { name: '名录.xlsx', bytes }, fields);

const count = async (person: TestPerson, q: string): Promise<number> =>
  (await person.get(`/organisations?q=${encodeURIComponent(q)}`)).body.total;

test('[C16] columns in any order under Chinese heads: first a preview that changes nothing, then all of it', async () => {
  const officer = await officerOf();
  const [first, second] = [fresh(), fresh()];
  const bytes = await workbook([
    ['××县单位名录'],
    ['备注', '类型', '单位名称', '所在地区', '上级单位', '统一社会信用代码'],
    ['甲', '司法行政', second, '东阿县', first, null],
    ['乙', '公安', first, county, null, '91350100M000100Y43'],
  ]);
  const preview = await send(officer, bytes);
  expect(preview.body).toMatchObject({
    dry_run: true,
    total: 2,
    added: 2,
    problems_total: 0,
    columns: [{ head: '备注', field: null }, { head: '类型', field: 'kind' }, {}, {}, {}, {}],
  });
  expect(await count(officer, first)).toBe(0);
  const done = await send(officer, bytes, { dry_run: 'false' });
  expect(done.body).toMatchObject({ dry_run: false, added: 2 });
  const found = await officer.get(`/organisations?q=${encodeURIComponent(second)}`);
  expect(found.body.rows[0]).toMatchObject({ kind: 'justice', superior_name: first, division_code: county });
});

test('every wrong row is told with its number; nothing of the table is imported', async () => {
  const officer = await officerOf();
  const good = fresh();
  const twin = fresh();
  const bytes = await workbook([
    ['单位名称', '单位类型', '行政区划', '信用代码', '上级单位'],
    [good, '公安', county, null, null],
    [null, '公安', county, null, null],
    [fresh(), '不存在', county, null, null],
    [fresh(), '公安', '没有这个县', null, null],
    [fresh(), '公安', '济南市', null, null],
    [fresh(), '公安', county, '91350100M000100Y44', null],
    [fresh(), '公安', county, null, '查无此单位'],
    [twin, '公安', county, null, null],
    [twin, '公安', county, null, null],
  ]);
  const preview = await send(officer, bytes);
  expect(preview.body.problems.map(({ row, reason }: { row: number; reason: string }) => [row, reason])).toEqual([
    [3, 'cell_empty'],
    [4, 'unknown_kind'],
    [5, 'unknown_division'],
    [6, 'row_outside_region'],
    [7, 'credit_code_wrong'],
    [8, 'unknown_unit'],
    [10, 'row_twice'],
  ]);
  const refused = await send(officer, bytes, { dry_run: 'false' });
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ reason: 'import_has_problems', facts: { count: 7, row: 3 } });
  expect(await count(officer, good)).toBe(0);
});

test('what is there already is skipped or updated, as chosen; an empty cell changes nothing', async () => {
  const officer = await officerOf();
  const name = fresh();
  await officer.send('/organisations', { kind: 'police', name, division_code: county, short_name: '简称' });
  const bytes = await workbook([
    ['单位名称', '类型', '地区', '行业', '简称'],
    [name, '法院', county, '法律', null],
  ]);
  expect((await send(officer, bytes, { dry_run: 'false' })).body).toMatchObject({ skipped: 1, updated: 0 });
  expect((await officer.get(`/organisations?q=${name}`)).body.rows[0].kind).toBe('police');
  expect((await send(officer, bytes, { dry_run: 'false', duplicates: 'update' })).body).toMatchObject({
    skipped: 0,
    updated: 1,
  });
  expect((await officer.get(`/organisations?q=${name}`)).body.rows[0]).toMatchObject({
    kind: 'court',
    industry: '法律',
    short_name: '简称',
  });
});

test('a row that collides with an enterprise elsewhere stops all of it with a sentence', async () => {
  const officer = await officerOf();
  const [name, code] = [fresh(), '91350100M000100Y43'];
  await house().house.database.owner.query('update organisations set credit_code = null where credit_code = $1', [
    code,
  ]);
  await house().house.database.owner.query(
    "insert into organisations (id, kind, name, division_code, path, credit_code) select $1, 'enterprise', $2, code, path, $3 from divisions where code = '370100'",
    [newId(), fresh(), code],
  );
  const bytes = await workbook([
    ['单位名称', '类型', '信用代码'],
    [name, '企业', code],
  ]);
  expect((await send(officer, bytes)).body.added).toBe(1);
  const refused = await send(officer, bytes, { dry_run: 'false' });
  expect(refused.body.reason).toBe('import_taken');
  expect(await count(officer, name)).toBe(0);
});

test('a table that stands in a circle, has no head, is no workbook or is empty is refused', async () => {
  const officer = await officerOf();
  const [a, b] = [fresh(), fresh()];
  const circle = await workbook([
    ['单位名称', '类型', '上级单位'],
    [a, '公安', b],
    [b, '公安', a],
  ]);
  expect((await send(officer, circle, { dry_run: 'false' })).body.reason).toBe('superior_wrong');
  expect(
    (
      await send(
        officer,
        await workbook([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      )
    ).body.reason,
  ).toBe('table_head_missing');
  expect((await send(officer, new TextEncoder().encode('PK\u0003\u0004 no zip'))).body.reason).toBe('file_damaged');
  expect((await send(officer, new Uint8Array())).body.reason).toBe('file_empty');
  expect((await send(officer, circle, { dry_run: 'maybe' })).body).toMatchObject({
    reason: 'invalid',
    field: 'dry_run',
  });
});

test('20,000 rows come in at once; one more is refused', async () => {
  const officer = await officerOf();
  const rows = Array.from({ length: 20_000 }, (_, index) => [`规模测试${index}`, '企业', county]);
  const bytes = await workbook([['单位名称', '类型', '地区'], ...rows]);
  const done = await send(officer, bytes, { dry_run: 'false' });
  expect(done.body).toMatchObject({ added: 20_000, problems_total: 0 });
  expect(done.body.preview).toHaveLength(200);
  const more = await workbook([['单位名称', '类型', '地区'], ...rows, ['再多一个', '企业', county]]);
  expect((await send(officer, more)).body).toMatchObject({ reason: 'too_many_rows', facts: { limit: 20_000 } });
}, 60_000);

test('the export holds what the filter shows, and import reads it again', async () => {
  const officer = await officerOf();
  const name = fresh('=导出');
  await officer.send('/organisations', { kind: 'court', name, division_code: county, aliases: ['甲', '乙'] });
  const file = await officer.get(`/organisations/export.xlsx?q=${encodeURIComponent(name)}`);
  expect(file.status).toBe(200);
  const rows = readTable(new Uint8Array(file.bytes), 100);
  expect(rows).toHaveLength(2);
  expect(rows[1]?.slice(0, 5)).toEqual([name, '', '法院', county, '东阿县']);
  expect((await send(officer, new Uint8Array(file.bytes))).body).toMatchObject({
    total: 1,
    skipped: 1,
    problems_total: 0,
  });
});
