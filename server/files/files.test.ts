import { expect, test } from 'vitest';
import { Refused } from '#domain/refused.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, sendFile } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

async function scene() {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const court = await makeOrganisation(house(), { kind: 'court' });
  const programme = await makeProgramme(house(), office, { tasks: [{ lead: [police] }], sharedWith: [court] });
  return {
    task: programme.tasks[0]?.id ?? '',
    office: await makePerson(house(), office, ['programme_officer']),
    police: await makePerson(house(), police, ['unit_officer']),
    bystander: await makePerson(house(), court, ['unit_officer']),
    guest: await makePerson(house(), await makeOrganisation(house(), { kind: 'court' }), ['unit_officer']),
  };
}

const pdf = { name: '../../报告\u202E.pdf', bytes: new TextEncoder().encode('%PDF-1.7 示例') };

test('[C03] a unit attaches proof to its task; everybody of the programme reads it, nobody else', async () => {
  const { task, office, police, guest } = await scene();
  const attached = await sendFile(house(), police, '/files', pdf, { noun: 'task', row_id: task });
  expect(attached.body).toMatchObject({ name: '报告.pdf', media_type: 'application/pdf', size: pdf.bytes.byteLength });
  expect(
    (await police.send(`/tasks/${task}/note`, { text: '附件为报告。', file_ids: [attached.body.id] })).status,
  ).toBe(200);
  expect((await office.get(`/tasks/${task}`)).body.notes.rows[0].files).toMatchObject([
    { id: attached.body.id, name: '报告.pdf' },
  ]);
  const content = await office.get(`/files/${attached.body.id}/content`);
  expect(content.bytes.equals(Buffer.from(pdf.bytes))).toBe(true);
  expect(String(content.headers['content-disposition'])).toContain('attachment');
  expect((await guest.get(`/files/${attached.body.id}/content`)).status).toBe(404);
});

test('a file belongs to a task that I work on, and is named on that task only', async () => {
  const { task, police, guest, bystander, office } = await scene();
  expect((await sendFile(house(), guest, '/files', pdf, { noun: 'task', row_id: task })).status).toBe(404);
  const stranger = await sendFile(house(), bystander, '/files', pdf, { noun: 'task', row_id: task });
  expect(stranger.body.reason).toBe('not_your_part');
  const other = await scene();
  const foreign = await sendFile(house(), other.police, '/files', pdf, { noun: 'task', row_id: other.task });
  expect((await police.send(`/tasks/${task}/note`, { text: '借用', file_ids: [foreign.body.id] })).status).toBe(404);
  const byOffice = await sendFile(house(), office, '/files', pdf, { noun: 'task', row_id: task });
  expect(byOffice.status).toBe(200);
  expect((await police.send(`/tasks/${task}/note`, { text: '借用', file_ids: [byOffice.body.id] })).status).toBe(404);
});

test('bad files and forms are named: empty, too large, unknown noun, no id, no file', async () => {
  const { task, police } = await scene();
  expect(
    (await sendFile(house(), police, '/files', { name: 'a', bytes: new Uint8Array() }, { noun: 'task', row_id: task }))
      .body.reason,
  ).toBe('file_empty');
  const large = await sendFile(
    house(),
    police,
    '/files',
    { name: 'a.bin', bytes: new Uint8Array(50 * 1024 * 1024 + 1) },
    { noun: 'task', row_id: task },
  );
  expect([large.status, large.body.reason]).toEqual([413, 'file_too_large']);
  expect((await sendFile(house(), police, '/files', pdf, { noun: 'secret', row_id: task })).body.field).toBe('noun');
  expect((await sendFile(house(), police, '/files', pdf, { noun: 'task', row_id: '1 or 1' })).body.field).toBe(
    'row_id',
  );
  expect((await police.send('/files', { noun: 'task', row_id: task })).body.field).toBe('file');
});

test('a page that calls itself a picture leaves as a file to keep, never to run', async () => {
  const { task, police } = await scene();
  const attached = await sendFile(
    house(),
    police,
    '/files',
    { name: '图.png', bytes: new TextEncoder().encode('<script>1</script>'), type: 'image/png' },
    { noun: 'task', row_id: task },
  );
  expect(attached.body.media_type).toBe('application/octet-stream');
  const page = await sendFile(
    house(),
    police,
    '/files',
    { name: '页.html', bytes: new TextEncoder().encode('<script>1</script>'), type: 'text/html' },
    { noun: 'task', row_id: task },
  );
  expect(page.body.media_type).toBe('application/octet-stream');
});

test('a full disk keeps nothing and says so; a file whose bytes are gone says who can help', async () => {
  const { task, police } = await scene();
  const { files } = house().house;
  const put = files.put;
  Object.assign(files, { put: () => Promise.reject(new Refused('disk_full')) });
  const full = await sendFile(house(), police, '/files', pdf, { noun: 'task', row_id: task });
  Object.assign(files, { put });
  expect([full.status, full.body.reason]).toEqual([507, 'disk_full']);
  expect(
    (await house().house.database.owner.query('select count(*)::int as n from files where row_id = $1', [task])).rows[0]
      .n,
  ).toBe(0);
  const attached = await sendFile(house(), police, '/files', pdf, { noun: 'task', row_id: task });
  await files.remove(attached.body.id);
  const lost = await police.get(`/files/${attached.body.id}/content`);
  expect([lost.status, lost.body.reason]).toEqual([422, 'file_lost']);
  expect(lost.body.detail).toContain('报告.pdf');
});
