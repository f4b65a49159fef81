import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();
const rows = async (sql: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(sql, values)).rows;

const note = {
  title: '保密常识',
  text: '涉密载体不带出厂区。',
  questions: [{ text: '载体可以带出厂区吗？', options: ['可以', '不可以'], answer: 1 }],
  due_on: '2026-12-15',
  members: [],
};

test('[C21] members read, answer and confirm; who is missing is seen; the right answers are not sent', async () => {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), organisation, ['enterprise_officer']);
  const [one, two] = [
    await makePerson(house(), organisation, ['employee']),
    await makePerson(house(), organisation, ['employee']),
  ];
  const fields = { number: null, kind: 'employee', phone: null, department: null, post: null, entered_on: null };
  expect((await officer.send('/agreements/learnings', note)).body.reason).toBe('learning_nobody');
  for (const [person, name] of [
    [one, '示例·甲'],
    [two, '示例·乙'],
  ] as const) {
    const { id } = (await officer.send('/members', { ...fields, name, access: 'core' })).body;
    await rows('update members set person_id = $1 where id = $2', [person.id, id]);
  }
  const { id } = (await officer.send('/agreements/learnings', note)).body;
  const shown = (await one.get(`/agreements/learnings/${id}`)).body;
  expect(shown).toMatchObject({ mine: 'asked', questions: [{ options: ['可以', '不可以'] }] });
  expect(JSON.stringify(shown)).not.toContain('"answer"');
  expect(shown.people).toHaveLength(1);
  const learn = (answers: number[], sha256 = shown.sha256) =>
    one.send(`/agreements/learnings/${id}/learn`, { sha256, answers });
  expect((await learn([0])).body).toMatchObject({ reason: 'learning_failed', facts: { right: 0, total: 1 } });
  expect((await learn([1], '0'.repeat(64))).body.reason).toBe('text_changed');
  expect((await learn([1])).body).toMatchObject({ right: 1, total: 1 });
  expect((await learn([1])).body.reason).toBe('already_done');
  const seen = (await officer.get(`/agreements/learnings/${id}`)).body;
  expect(seen).toMatchObject({ asked: 2, confirmed: 1 });
  expect(seen.people.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
    ['示例·乙', 'asked'],
    ['示例·甲', 'confirmed'],
  ]);
  const other = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), ['employee']);
  expect((await other.get(`/agreements/learnings/${id}`)).status).toBe(404);
  expect((await officer.send(`/agreements/learnings/${id}/close-learning`, { version: 1 })).body).toEqual({
    version: 2,
  });
  const late = await two.send(`/agreements/learnings/${id}/learn`, { sha256: shown.sha256, answers: [1] });
  expect(late.body.reason).toBe('wrong_state');
  const open = await rows(
    'select count(*)::int as n from deadlines where row_id = $1 and met_at is null and stopped_at is null',
    [id],
  );
  expect(open[0].n).toBe(0);
});
