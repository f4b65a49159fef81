import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';
import { makeProgramme, shareProgramme } from '#test/programmes.ts';

const house = useHouse();

async function begin() {
  const office = await makeOrganisation(house());
  const programme = await makeProgramme(house(), office);
  const officer = await makePerson(house(), office, ['programme_officer']);
  const made = await officer.send('/targets', {
    programme: programme.id,
    subject: 'station',
    subject_text: '服务站',
    comparison: 'at_least',
    value: 3,
    unit: '处',
  });
  await officer.send(`/targets/${made.body.id}/override`, { value: 2, reason: '已实地核实' });
  return { office, programme, officer, target: made.body.id };
}

test('who did what, when: newest first, by programme and by row, with the total', async () => {
  const { officer, programme, target } = await begin();
  const { body } = await officer.get(`/events?programme=${programme.id}`);
  expect(body.total).toBe(2);
  expect(body.rows.map(({ act }: { act: string }) => act)).toEqual(['target.override', 'target.add']);
  expect(body.rows[0]).toMatchObject({ row_id: target, title: '服务站', programme_title: programme.title });
  expect(body.rows[0].person_name).toContain('示例');
  expect((await officer.get(`/events?noun=target&row=${target}&act=target.add`)).body.total).toBe(1);
  expect((await officer.get(`/events?programme=${programme.id}&size=1&page=2`)).body.rows[0].act).toBe('target.add');
  expect((await officer.get(`/events?programme=${programme.id}&to=2026-11-20`)).body.total).toBe(0);
  expect((await officer.get(`/events?programme=${programme.id}&from=2026-11-21&to=2026-11-21`)).body.total).toBe(2);
});

test('people that the reader may not see are not named, their organisation is', async () => {
  const { office, programme } = await begin();
  const court = await makeOrganisation(house(), { kind: 'court' });
  await shareProgramme(house(), programme.id, court);
  const leader = await makePerson(house(), court, ['leader']);
  const { rows } = (await leader.get(`/events?programme=${programme.id}`)).body;
  expect(rows[0]).toMatchObject({ person_name: null, organisation_name: office.name });
});

test('the audit administrator reads and takes the record along, without what the rows say', async () => {
  const { target } = await begin();
  const auditor = await makePerson(house(), await makeOrganisation(house(), { division: '110101' }), [
    'audit_administrator',
  ]);
  const { body } = await auditor.get(`/events?row=${target}`);
  expect(body.total).toBe(2);
  expect(body.rows[0]).toMatchObject({ title: null, programme_title: null });
  const file = await auditor.get('/events/export.xlsx?noun=target');
  expect(file.status).toBe(200);
  expect(String(file.headers['content-type'])).toContain('spreadsheetml');
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  await book.xlsx.load(file.bytes as never);
  expect(book.worksheets[0]?.getRow(1).getCell(1).value).toBe('时间');
  expect(book.worksheets[0]?.rowCount).toBe((await auditor.get('/events?noun=target')).body.total + 1);
});

test('a stranger finds nothing of it; a unit officer has no record to read', async () => {
  const { programme } = await begin();
  const stranger = await makePerson(house(), await makeOrganisation(house(), { division: '371525' }), [
    'programme_officer',
  ]);
  expect((await stranger.get(`/events?programme=${programme.id}`)).body.total).toBe(0);
  const unit = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  expect((await unit.get('/events')).status).toBe(403);
});
