import Excel from 'exceljs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile } from '#test/people.ts';
import { makeProgramme, type WantedTask } from '#test/programmes.ts';

const house = useHouse();

async function scene(tasks: WantedTask[] = []) {
  const officeOrganisation = await makeOrganisation(house(), { kind: 'leading_office' });
  const programme = await makeProgramme(house(), officeOrganisation, { tasks });
  const office = await makePerson(house(), officeOrganisation, ['programme_officer']);
  return {
    programme,
    office,
    exported: async () => {
      const answer = await office.get(`/tasks/export.xlsx?programme=${programme.id}`);
      const book = new Excel.Workbook();
      await book.xlsx.load(answer.bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
      const sheet = book.worksheets[0];
      if (!sheet) throw new Error('no sheet');
      return { book, sheet };
    },
    take: (bytes: Uint8Array, dry = false) =>
      sendFile(
        house(),
        office,
        '/tasks/import',
        { name: '任务.xlsx', bytes },
        { programme: programme.id, dry_run: String(dry) },
      ),
  };
}

async function sheetOf(rows: (string | Date | null)[][]): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  book.addWorksheet('任务').addRows(rows);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const bytesOf = async (book: Excel.Workbook) => new Uint8Array(await book.xlsx.writeBuffer());
const columnOf = (sheet: Excel.Worksheet, header: string): number =>
  (sheet.getRow(1).values as unknown[]).indexOf(header);

test('[C03] the export has Chinese headings, real dates and no formulas, and comes back unchanged', async () => {
  const unit = await makeOrganisation(house(), { kind: 'police', name: '示例县公安局甲' });
  const { exported, take } = await scene([
    { text: '=HYPERLINK("http://x","y")', due: '2026-12-31', lead: [unit], phase: 0 },
    { text: '-1 家示范点', due: null },
    { text: '已撤销的任务', state: 'cancelled', lead: [unit] },
  ]);
  const { book, sheet } = await exported();
  expect(sheet.getCell(2, columnOf(sheet, '截止日期')).value).toEqual(new Date('2026-12-31T00:00:00Z'));
  expect(sheet.getCell(2, columnOf(sheet, '任务内容')).value).toBe('\'=HYPERLINK("http://x","y")');
  expect(sheet.getCell(2, columnOf(sheet, '牵头单位')).value).toBe('示例县公安局甲');
  const back = await take(await bytesOf(book), true);
  const column = columnOf(sheet, '任务内容');
  expect(back.body).toMatchObject({ dry_run: true, total: 3, added: 0, changed: 0, same: 3, errors: [] });
  sheet.getCell(4, column).value = '改已撤销的任务';
  expect((await take(await bytesOf(book), true)).body.errors).toMatchObject([{ line: 4, reason: 'import_cancelled' }]);
});

test('[C03] import previews what would happen, then does it: changed dates move clocks, new rows become tasks with units', async () => {
  const unit = await makeOrganisation(house(), { kind: 'finance', name: '示例财政局乙' });
  const { exported, take, programme, office } = await scene([{ text: '任务甲', lead: [unit] }]);
  const { book, sheet } = await exported();
  sheet.getCell(2, columnOf(sheet, '截止日期')).value = '2027年3月31日';
  const row = sheet.addRow([]);
  for (const [header, value] of Object.entries({
    序号: '9',
    措施: '加强执法',
    任务内容: '任务乙',
    牵头单位: '示例财政局乙、尚未建档的单位',
    截止日期: '2027/6/30',
    持续推进: '否',
  }))
    row.getCell(columnOf(sheet, header)).value = value;
  const bytes = await bytesOf(book);
  const preview = await take(bytes, true);
  expect(preview.body).toMatchObject({
    dry_run: true,
    added: 1,
    changed: 1,
    same: 0,
    errors: [],
    unresolved: ['尚未建档的单位'],
  });
  expect(preview.body.rows[0].changes).toEqual([{ field: 'due_on', before: '2026-12-31', after: '2027-03-31' }]);
  expect((await office.get(`/tasks?programme=${programme.id}`)).body.total).toBe(1);
  expect((await take(bytes)).body).toMatchObject({ dry_run: false, added: 1, changed: 1 });
  const rows = (await office.get(`/tasks?programme=${programme.id}`)).body.rows;
  expect(rows.map((task: { text: string; due_on: string }) => [task.text, task.due_on])).toEqual([
    ['任务甲', '2027-03-31'],
    ['任务乙', '2027-06-30'],
  ]);
  expect(
    rows[1].units.map((part: { unit: string; organisation: string | null }) => [part.unit, part.organisation]),
  ).toEqual([
    ['示例财政局乙', unit.id],
    ['尚未建档的单位', null],
  ]);
  const clocks = await house().house.database.owner.query(
    "select due_on::text from deadlines where programme_id = $1 and noun = 'part' order by due_on",
    [programme.id],
  );
  expect(clocks.rows.map((clock) => clock.due_on)).toEqual(['2027-03-31', '2027-06-30', '2027-06-30']);
  expect((await take(bytes)).body).toMatchObject({ added: 0, changed: 0, same: 2 });
});

test('[C03] wrong rows are told with line and column, and nothing of the sheet is taken', async () => {
  const { take, programme, office } = await scene([{ text: '任务甲' }]);
  const bytes = await sheetOf([
    ['2026年任务表'],
    ['任务内容', '措施', '开始日期', '截止日期', '牵头单位', '任务编号', '颜色'],
    ['好的任务', '健全制度', null, '2026-12-31', null, null, '红'],
    ['', null, null, '2026-02-30', null, null, null],
    ['倒置', '没有的措施', '2026-12-31', '2026-01-01', null, null, null],
    ['改别家的', null, null, null, null, '0190aaaa-0000-7000-8000-000000000000', null],
    ['空的组', null, null, null, '各园区', null, null],
  ]);
  const preview = await take(bytes, true);
  expect(preview.body.ignored).toEqual(['颜色']);
  expect(
    preview.body.errors.map(({ line, column, reason }: { line: number; column: string; reason: string }) => [
      line,
      column,
      reason,
    ]),
  ).toEqual([
    [4, '截止日期', 'impossible_date'],
    [4, '任务内容', 'import_no_text'],
    [5, '措施', 'unknown_measure'],
    [5, '截止日期', 'end_before_start'],
    [6, '任务编号', 'import_unknown_task'],
    [7, '牵头单位', 'group_empty'],
  ]);
  const refused = await take(bytes);
  expect([refused.status, refused.body.reason]).toEqual([422, 'import_errors']);
  expect(refused.body.detail).toContain('6处错误');
  expect((await office.get(`/tasks?programme=${programme.id}`)).body.total).toBe(1);
});

test('[C03] a .csv of tasks is taken too', async () => {
  const { take, office, programme } = await scene();
  const csv = new TextEncoder().encode('\uFEFF序号,任务内容,截止日期\r\n1,开展培训,2026/12/5\r\n');
  expect((await take(csv)).body).toMatchObject({ added: 1, errors: [] });
  expect((await office.get(`/tasks?programme=${programme.id}`)).body.rows[0]).toMatchObject({
    text: '开展培训',
    due_on: '2026-12-05',
  });
});

test('bad workbooks: empty, no archive, zip bomb, password, no heading, another region', async () => {
  const { take, programme } = await scene();
  expect((await take(new Uint8Array())).body.reason).toBe('file_empty');
  expect((await take(new TextEncoder().encode('这不是表格'))).body.reason).toBe('import_no_heading');
  expect((await take(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).body.reason).toBe('file_damaged');
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(80 * 1024 * 1024) });
  expect((await take(bomb)).body.reason).toBe('file_bomb');
  expect((await take(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).body.reason).toBe('file_encrypted');
  expect((await take(await sheetOf([['名称', '数量']]))).body.reason).toBe('import_no_heading');
  const stranger = await makePerson(house(), await makeOrganisation(house(), { division: '371525' }), [
    'programme_officer',
  ]);
  const other = await sendFile(
    house(),
    stranger,
    '/tasks/import',
    { name: 'a.xlsx', bytes: await sheetOf([['任务内容'], ['甲']]) },
    { programme: programme.id },
  );
  expect(other.status).toBe(404);
  const nowhere = await sendFile(
    house(),
    stranger,
    '/tasks/import',
    { name: 'a.xlsx', bytes: await sheetOf([['任务内容'], ['甲']]) },
    { programme: 'x' },
  );
  expect(nowhere.body.field).toBe('programme');
});

test('10,000 tasks in a programme import, list and export within reason', { timeout: 120_000 }, async () => {
  const unit = await makeOrganisation(house(), { kind: 'labour', name: '示例人社局丙' });
  const { take, office, programme } = await scene();
  const rows = Array.from({ length: 10_000 }, (_, index) => [
    `${index + 1}`,
    `第${index + 1}项任务`,
    unit.name,
    '2026-12-31',
  ]);
  const bytes = await sheetOf([['序号', '任务内容', '牵头单位', '截止日期'], ...rows]);
  const took = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return Math.round(performance.now() - start);
  };
  const times = {
    import: await took(async () => expect((await take(bytes)).body.added).toBe(10_000)),
    list: await took(async () =>
      expect((await office.get(`/tasks?programme=${programme.id}&size=200&page=50`)).body.total).toBe(10_000),
    ),
    export: await took(async () =>
      expect((await office.get(`/tasks/export.xlsx?programme=${programme.id}`)).status).toBe(200),
    ),
  };

  expect(times.import).toBeLessThan(30_000);
  expect(times.list).toBeLessThan(2_000);
  expect(times.export).toBeLessThan(20_000);
});
