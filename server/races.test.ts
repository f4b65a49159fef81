import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { type Answer, makeOrganisation, makePerson, sendFile } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

/** Two people, or one person twice, at the same moment: one act happens, the other hears why not, nothing is half-done. */
const house = useHouse();

const one = async (sql: string, values: unknown[]) => (await house().house.database.owner.query(sql, values)).rows[0];

const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).sort((a, b) => a - b);

async function scene() {
  const office = await makeOrganisation(house(), { kind: 'leading_office' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const court = await makeOrganisation(house(), { kind: 'court' });
  const programme = await makeProgramme(house(), office, { tasks: [{ lead: [police] }, { lead: [police, court] }] });
  const [first, second] = programme.tasks;
  const part = first?.parts[0]?.id;
  if (!first || !second || !part) throw new Error('the scene has two tasks');
  const officer = () => makePerson(house(), office, ['programme_officer']);
  const unit = () => makePerson(house(), police, ['unit_officer']);
  return {
    ...{ programme: programme.id, task: first.id, part, shared: second.id, court, police },
    ...{ officers: [await officer(), await officer()] as const, units: [await unit(), await unit()] as const },
  };
}

test('[C03] two people of a unit report one part: one report stands, the other hears that the state has changed', async () => {
  const { task, units } = await scene();
  const answers = await Promise.all(units.map((unit) => unit.send(`/tasks/${task}/report`, { text: '已完成。' })));
  expect(statuses(answers)).toEqual([200, 409]);
  const notes = await one("select count(*)::int as n from progress_notes where task_id = $1 and act = 'report'", [
    task,
  ]);
  expect(notes.n).toBe(1);
});

test('[C03] confirmed and returned at once: one of both, and the clock follows it', async () => {
  const { task, part, officers, units } = await scene();
  await units[0].send(`/tasks/${task}/report`, { text: '已完成。' });
  const answers = await Promise.all([
    officers[0].send(`/tasks/${task}/confirm`, { parts: [part] }),
    officers[1].send(`/tasks/${task}/return`, { part, reason: '请补充材料。' }),
  ]);
  expect(statuses(answers)).toEqual([200, 409]);
  const { state } = await one('select state from parts where id = $1', [part]);
  const { met_at } = await one("select met_at from deadlines where row_id = $1 and kind = 'task.due'", [part]);
  expect(met_at !== null).toBe(state === 'confirmed');
});

test('[C03] more time asked for twice is one request; granted and refused at once is one decision', async () => {
  const { task, part, officers, units } = await scene();
  const wanted = { part, to_on: '2027-03-31', reason: '需要更多时间。' };
  const asked = await Promise.all(units.map((unit) => unit.send(`/tasks/${task}/ask-extension`, wanted)));
  expect(statuses(asked)).toEqual([200, 409]);
  const extension = asked.find(({ status }) => status === 200)?.body.extension;
  const decided = await Promise.all([
    officers[0].send(`/tasks/${task}/grant-extension`, { extension }),
    officers[1].send(`/tasks/${task}/refuse-extension`, { extension, reason: '按原期限办理。' }),
  ]);
  expect(statuses(decided)).toEqual([200, 409]);
  const { state } = await one('select state from extensions where id = $1', [extension]);
  const { due_on } = await one('select due_on from parts where id = $1', [part]);
  expect(due_on).toBe(state === 'granted' ? '2027-03-31' : '2026-12-31');
});

test('[C03] two officers assign the same unit at once: one part, one share, the other is told of the change', async () => {
  const { task, officers } = await scene();
  const school = await makeOrganisation(house(), { kind: 'industry' });
  const add = [{ organisation: school.id, role: 'supporting' }];
  const answers = await Promise.all(officers.map((one) => one.send(`/tasks/${task}/assign`, { version: 1, add })));
  expect(statuses(answers)).toEqual([200, 409]);
  const { n } = await one('select count(*)::int as n from parts where task_id = $1 and org_id = $2', [task, school.id]);
  expect(n).toBe(1);
});

test('[C03] a unit named twice in one request gets one part', async () => {
  const { programme, task, officers, court } = await scene();
  const twice = [
    { organisation: court.id, role: 'supporting' },
    { organisation: court.id, role: 'supporting' },
  ];
  expect((await officers[0].send(`/tasks/${task}/assign`, { version: 1, add: twice })).status).toBe(200);
  const added = await officers[0].send('/tasks', { programme, text: '示例任务', units: twice });
  expect(added.status).toBe(200);
  for (const id of [task, added.body.id]) {
    const { n } = await one('select count(*)::int as n from parts where task_id = $1 and org_id = $2', [id, court.id]);
    expect(n).toBe(1);
  }
});

test('[C04] a target handed down twice at once has one part a region', async () => {
  const { programme, officers, police } = await scene();
  const target = await officers[0].send('/targets', {
    ...{ programme, subject_text: '培训', comparison: 'at_least', value: 10, unit: '场', by_on: '2027-12-31' },
  });
  const answers = await Promise.all(
    officers.map((officer, index) =>
      officer.send(`/targets/${target.body.id}/split`, { parts: [{ organisation: police.id, value: index + 1 }] }),
    ),
  );
  expect(statuses(answers)).toEqual([200, 200]);
  const { n } = await one('select count(*)::int as n from targets where parent_id = $1', [target.body.id]);
  expect(n).toBe(1);
});

test('[C10] a report submitted twice at once is submitted once', async () => {
  const { programme, officers } = await scene();
  const { id } = await one(
    `with d as (insert into reporting_duties (id, programme_id, path, due, receivers)
       select gen_random_uuid(), id, path, '{12-31}', '{省局}' from programmes where id = $1 returning *)
     insert into reports (id, duty_id, programme_id, path, org_id, due_on, receivers)
     select gen_random_uuid(), d.id, d.programme_id, d.path, p.org_id, '2026-12-31', d.receivers
       from d join programmes p on p.id = d.programme_id returning id`,
    [programme],
  );
  const answers = await Promise.all(officers.map((one) => one.send(`/reports/${id}/submit`, { version: 1 })));
  expect(statuses(answers)).toEqual([200, 409]);
});

test('a workbook taken in while somebody edits: both are kept, one after the other', async () => {
  const { programme, task, officers } = await scene();
  const sheet = { name: '任务.csv', bytes: new TextEncoder().encode('任务编号,序号,任务内容\n,9,表中新增的任务') };
  const [imported, edited] = await Promise.all([
    sendFile(house(), officers[0], '/tasks/import', sheet, { programme }),
    officers[1].send(`/tasks/${task}/edit`, { version: 1, text: '编辑后的任务' }),
  ]);
  expect([imported.status, edited.status]).toEqual([200, 200]);
  const { n } = await one('select count(*)::int as n from tasks where programme_id = $1', [programme]);
  expect(n).toBe(3);
  expect((await one('select text from tasks where id = $1', [task])).text).toBe('编辑后的任务');
});

test('two new people with one login at once: one is added, the other request is refused with a sentence', async () => {
  const place = await makeOrganisation(house());
  const security = await makePerson(house(), place, ['security_administrator']);
  const person = { name: '示例·乙', login: `twice${newId().slice(-8)}`, organisation: place.id, title: '科员' };
  const answers = await Promise.all([1, 2].map(() => security.send('/people', { ...person, roles: ['unit_officer'] })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ body }) => ['login_taken', 'already_done'].includes(body.reason))).toHaveLength(1);
});

test('two acts that lock the same rows crosswise are both done: the one that the database ends is done again', async () => {
  const [first, second] = [await makeOrganisation(house()), await makeOrganisation(house())];
  let waiting = 0;
  const both = async (ids: readonly string[]): Promise<void> => {
    let isFirstTry = true;
    await house().house.database.write({ token: null, system: true }, 'humi_system', async (db) => {
      for (const [place, id] of ids.entries()) {
        await db
          .updateTable('organisations')
          .set((row) => ({ version: row('version', '+', 1) }))
          .where('id', '=', id)
          .execute();
        if (place === 0 && isFirstTry) {
          isFirstTry = false;
          waiting += 1;
          await expect.poll(() => waiting).toBe(2);
        }
      }
    });
  };
  await Promise.all([both([first.id, second.id]), both([second.id, first.id])]);
  expect((await one('select version from organisations where id = $1', [first.id])).version).toBe(3);
});
