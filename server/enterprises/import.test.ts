import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { isCreditCode } from '#domain/organisations/credit-code.ts';
import { workImports } from '#server/enterprises/intake/work.ts';
import { readTable } from '#server/kernel/sheets.ts';
import { useHouse } from '#test/house.ts';
import { type Answer, makeOrganisation, makePerson, sendFile, type TestPerson } from '#test/people.ts';

const house = useHouse();
let counter = 0;
const fresh = (name = '导入企业'): string => {
  counter += 1;
  return `${name}${counter}`;
};

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** A credit code with its right check digit, another one each time. */
const freshCode = (): string => {
  counter += 1;
  const body = `9137152${String(counter).padStart(10, '0')}`;
  return [...signs].map((sign) => body + sign).find(isCreditCode) ?? '';
};

const officerOf = async (division = '371524'): Promise<TestPerson> =>
  makePerson(house(), await makeOrganisation(house(), { kind: 'market_regulation', division }), ['programme_officer']);

async function workbook(rows: readonly (readonly unknown[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名录').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const send = (person: TestPerson, bytes: Uint8Array, name = '名录.xlsx'): Promise<Answer> =>
  sendFile(house(), person, '/enterprises/import', { name, bytes });

const work = async (): Promise<void> => {
  while (await workImports(house().house));
};

/** Uploads, waits for the reader, maps (as proposed unless said otherwise) and waits for the check. */
async function checked(
  person: TestPerson,
  rows: readonly (readonly unknown[])[],
  duplicates = 'skip',
  mapping?: object,
) {
  const { id } = (await send(person, await workbook(rows))).body;
  await work();
  const arrived = (await person.get(`/enterprises/imports/${id}`)).body;
  const mapped = await person.send(`/enterprises/imports/${id}/map`, {
    mapping: mapping ?? arrived.mapping,
    duplicates,
  });
  expect(mapped.status).toBe(200);
  await work();
  return { id, arrived, preview: (await person.get(`/enterprises/imports/${id}`)).body };
}

async function applied(person: TestPerson, id: string) {
  expect((await person.send(`/enterprises/imports/${id}/apply`)).status).toBe(200);
  await work();
  return (await person.get(`/enterprises/imports/${id}`)).body;
}

const find = async (person: TestPerson, q: string) =>
  (await person.get(`/enterprises?q=${encodeURIComponent(q)}`)).body;

test('[C16] a table in any order of columns comes in: read, mapped by its heads, checked, applied', async () => {
  const officer = await officerOf();
  const [first, second, code] = [fresh(), fresh(), freshCode()];
  const { id, arrived, preview } = await checked(officer, [
    ['××县企业名录'],
    ['备注', '联系电话', '企业名称', '所属行业', '统一社会信用代码', '企业标签', '规模', '从业人数', '是否联系点'],
    ['甲', 13_800_000_000, first, 'C27 医药制造业', code, '高新技术企业、专精特新“小巨人”', '小型', '85人', '是'],
    ['乙', null, second, '医药制造业', null, '老字号', '微型企业', 9, null],
  ]);
  expect(arrived).toMatchObject({
    state: 'arrived',
    rows: 2,
    head_row: 2,
    mapping: { name: 2, credit_code: 4, industry: 3 },
  });
  expect(preview).toMatchObject({ state: 'checked', added: 2, problems: 0 });
  expect((await find(officer, first)).total).toBe(0);
  expect(await applied(officer, id)).toMatchObject({ state: 'done', added: 2 });
  expect((await find(officer, first)).rows[0]).toMatchObject({
    ...{ credit_code: code, industry: '27', size: 'small', contact_point: true, contact_phone: '13800000000' },
    tags: expect.arrayContaining(['high_tech', 'little_giant']),
  });
  expect((await find(officer, second)).rows[0]).toMatchObject({
    industry: '27',
    size: 'micro',
    tags: ['time_honoured'],
  });
});

test('a column under a strange head is mapped once and remembered by the organisation', async () => {
  const officer = await officerOf();
  const head = ['商号全名', '备注'];
  const { id, arrived } = await checked(officer, [head, [fresh(), '甲']], 'skip', { name: 0 });
  expect(arrived.mapping).toEqual({});
  await applied(officer, id);
  const again = (await send(officer, await workbook([head, [fresh(), '乙']]))).body;
  await work();
  expect((await officer.get(`/enterprises/imports/${again.id}`)).body.mapping).toEqual({ name: 0 });
});

test('every wrong row is told with its number and leaves as a workbook; the good ones go in', async () => {
  const officer = await officerOf();
  const [good, taken] = [fresh(), freshCode()];
  const elsewhere = await officerOf('370102');
  await elsewhere.send('/enterprises', { name: fresh(), division_code: '370102', credit_code: taken });
  const { id, preview } = await checked(officer, [
    ['企业名称', '区划', '信用代码', '行业', '人数', '标签'],
    [good, null, null, null, null, null],
    [null, null, freshCode(), null, null, null],
    [fresh(), null, '91350100M000100Y44', null, null, null],
    [fresh(), null, taken, null, null, null],
    [fresh(), null, null, '98', null, null],
    [fresh(), null, null, null, '很多', null],
    [fresh(), null, null, null, null, '没有这个标签'],
  ]);
  expect(preview).toMatchObject({ added: 1, problems: 6 });
  expect(preview.preview.map(({ row, reason }: { row: number; reason: string }) => [row, reason])).toEqual([
    ...[
      [3, 'cell_empty'],
      [4, 'credit_code_wrong'],
      [5, 'code_elsewhere'],
      [6, 'cell_unknown'],
      [7, 'cell_unknown'],
      [8, 'cell_unknown'],
    ],
  ]);
  await applied(officer, id);
  expect((await find(officer, good)).total).toBe(1);
  const errors = await officer.get(`/enterprises/imports/${id}/errors.xlsx`);
  const rows = readTable(new Uint8Array(errors.bytes), 20);
  expect(rows).toHaveLength(7);
  expect(rows[3]?.slice(-2)).toEqual([expect.stringContaining('本地区以外'), '5']);
});

test('duplicates: left alone, taken over, or filled where empty; in the table as against the register', async () => {
  const officer = await officerOf();
  const [name, code] = [fresh(), freshCode()];
  const { id: firm } = (
    await officer.send('/enterprises', {
      name,
      division_code: '371524',
      credit_code: code,
      size: 'small',
      address: '示例路1号',
    })
  ).body;
  const table = [
    ['企业名称', '统一社会信用代码', '规模', '地址', '人数'],
    [name, code, '大型', '示例路2号', null],
    [name, null, null, null, 30],
  ];
  const run = async (duplicates: string) => {
    const { id, preview } = await checked(officer, table, duplicates);
    if (duplicates !== 'skip') await applied(officer, id);
    else await officer.send(`/enterprises/imports/${id}/cancel`);
    return { preview, firm: (await officer.get(`/enterprises/${firm}`)).body };
  };
  expect(await run('skip')).toMatchObject({ preview: { skipped: 2, added: 0 }, firm: { size: 'small', staff: null } });
  expect(await run('fill')).toMatchObject({
    preview: { updated: 2 },
    firm: { size: 'small', address: '示例路1号', staff: 30 },
  });
  expect(await run('update')).toMatchObject({ firm: { size: 'large', address: '示例路2号', staff: 30 } });
  expect((await find(officer, name)).total).toBe(1);
});

test('one table names a firm twice: one firm; two codes under one name contradict', async () => {
  const officer = await officerOf();
  const [name, other, a, b] = [fresh(), fresh(), freshCode(), freshCode()];
  const { id, preview } = await checked(
    officer,
    [
      ['企业名称', '信用代码', '规模'],
      [name, a, '小型'],
      [name, null, '中型'],
      [other, a, null],
      [other, b, null],
    ],
    'fill',
  );
  expect(preview).toMatchObject({ added: 1, problems: 1 });
  await applied(officer, id);
  expect((await find(officer, name)).rows[0]).toMatchObject({ size: 'small', credit_code: a });
});

test('cancel leaves nothing, also while the rows are being written', async () => {
  const officer = await officerOf();
  const name = fresh('取消企业');
  const rows = Array.from({ length: 30 }, (_, index) => [`${name}号${index}`]);
  const { id } = await checked(officer, [['企业名称'], ...rows]);
  await officer.send(`/enterprises/imports/${id}/apply`);
  expect((await officer.send(`/enterprises/imports/${id}/cancel`)).body).toEqual({ state: 'cancelled' });
  await work();
  expect((await find(officer, name)).total).toBe(0);
  const left = await house().house.database.owner.query(
    'select count(*)::integer as n from import_rows where import_id = $1',
    [id],
  );
  expect(left.rows[0].n).toBe(0);
  expect((await officer.send(`/enterprises/imports/${id}/apply`)).body.reason).toBe('import_over');
});

test('one table at a time; another organisation sees nothing of it; a unit officer may not', async () => {
  const officer = await officerOf();
  const bytes = await workbook([['企业名称'], [fresh()]]);
  const { id } = (await send(officer, bytes)).body;
  expect((await send(officer, bytes)).body.reason).toBe('import_open');
  const other = await officerOf();
  expect((await other.get(`/enterprises/imports/${id}`)).status).toBe(404);
  expect((await other.send(`/enterprises/imports/${id}/cancel`)).status).toBe(404);
  expect((await other.get('/enterprises/imports')).body.total).toBe(0);
  expect((await officer.send(`/enterprises/imports/${id}/apply`)).body.reason).toBe('import_not_ready');
  const unit = await makePerson(house(), await makeOrganisation(house(), { kind: 'police' }), ['unit_officer']);
  expect((await send(unit, bytes)).status).toBe(403);
  await officer.send(`/enterprises/imports/${id}/cancel`);
});

test('a server that was killed in the middle: the next one begins the step anew when the lease has ended', async () => {
  const officer = await officerOf();
  const name = fresh('续办企业');
  const { id } = (await send(officer, await workbook([['企业名称'], [name]]))).body;
  const { owner } = house().house.database;
  await owner.query("update imports set lease_until = '2026-11-21T04:00:30Z' where id = $1", [id]);
  await owner.query("insert into import_rows (import_id, row_no, cells) values ($1, 1, '{half}')", [id]);
  expect(await workImports(house().house)).toBe(false);
  house().setTime('2026-11-21T04:01:00Z');
  await work();
  expect((await officer.get(`/enterprises/imports/${id}`)).body).toMatchObject({
    state: 'arrived',
    rows: 1,
    head: ['企业名称'],
  });
  await officer.send(`/enterprises/imports/${id}/cancel`);
});

test('a picture renamed, an empty file, a locked one, a cut one and a bomb are refused in words', async () => {
  const officer = await officerOf();
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48]);
  const reason = async (bytes: Uint8Array) => (await send(officer, bytes)).body.reason;
  expect(await reason(png)).toBe('file_binary');
  expect(await reason(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe('file_encrypted');
  const whole = await workbook([['企业名称'], [fresh()]]);
  expect(await reason(whole.subarray(0, whole.length - 200))).toBe('file_damaged');
  expect((await officer.get('/enterprises/imports')).body.total).toBe(0);
});

test('formulas give their saved values; a merged cell’s value belongs to its first cell; a formula’s error is told', async () => {
  const officer = await officerOf();
  const name = fresh();
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet('名录');
  page.addRow(['企业名称', '人数', '地址']);
  page.addRow([{ formula: 'CONCATENATE("a","b")', result: name }, { formula: '40+2', result: 42 }, '示例路3号']);
  page.addRow([fresh(), { error: '#N/A' }, null]);
  page.addRow([fresh(), 5, null]);
  page.mergeCells('C2:C4');
  const { id } = (await send(officer, new Uint8Array(await book.xlsx.writeBuffer()))).body;
  await work();
  const arrived = (await officer.get(`/enterprises/imports/${id}`)).body;
  expect(arrived).toMatchObject({ rows: 3, merged: 1 });
  await officer.send(`/enterprises/imports/${id}/map`, { mapping: arrived.mapping, duplicates: 'skip' });
  await work();
  const preview = (await officer.get(`/enterprises/imports/${id}`)).body;
  expect(preview).toMatchObject({ added: 2, problems: 1, preview: [{ row: 3, reason: 'cell_error' }] });
  await applied(officer, id);
  expect((await find(officer, name)).total).toBe(1);
});
