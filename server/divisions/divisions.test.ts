import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson } from '#test/people.ts';

const house = useHouse();

test('[C16] a signed-in person finds divisions below a parent, with the total', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  const found = await person.get('/divisions?parent=371500');
  expect(found.status).toBe(200);
  expect(found.body.rows.map((row: { code: string }) => row.code)).toContain('371524');
  expect(found.body.total).toBe(found.body.rows.length);
});

test('a stranger is asked to sign in', async () => {
  const answer = await callsAs(house()).get('/divisions');
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ reason: 'not_signed_in', status: 401 });
});

test('an unknown query field is refused and named', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['unit_officer']);
  const answer = await person.get('/divisions?nonsense=1');
  expect(answer.status).toBe(400);
  expect(answer.body.field).toBe('nonsense');
});
