import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { callsAs, makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();
const rows = async (text: string, values: unknown[]) => (await house().house.database.owner.query(text, values)).rows;
const password = '河边有三只白鹭在散步';

/** A firm with an officer and one of its people who has an account, and the officer's link to reset that account. */
async function resettable() {
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), organisation, ['enterprise_officer']);
  const victim = await makePerson(house(), organisation, ['employee']);
  const member = newId();
  await rows('insert into members (id, org_id, person_id, name) values ($1, $2, $3, $4)', [
    ...[member, organisation.id, victim.id, '示例·员工'],
  ]);
  const reset = async (by: TestPerson = officer, version = 1) =>
    (await by.send(`/members/${member}/invite`, { version, role: 'employee' })).body.invitation;
  return { organisation, officer, victim, member, reset, invitation: await reset() };
}

const take = async (invitation: string) =>
  (await callsAs(house()).send('/accounts/accept', { invitation, password })).body;

test('[C21] a reset link of a firm opens nothing once its person serves elsewhere too', async () => {
  const { victim, invitation } = await resettable();
  const other = await makeOrganisation(house(), { kind: 'enterprise' });
  await rows(
    "insert into posts (id, person_id, org_id, path, title, roles, from_on) values ($1, $2, $3, $4, '员工', '{employee}', '2020-01-01')",
    [newId(), victim.id, other.id, other.path],
  );
  expect(await take(invitation)).toMatchObject({ reason: 'invitation_ended' });
  const [{ state }] = await rows('select state from people where id = $1', [victim.id]);
  expect(state).toBe('active');
  expect((await victim.get('/home')).status).toBe(200);
});

test('[C21] a link that an officer kept ends with the post of that officer; a colleague makes a new one', async () => {
  const { organisation, officer, invitation, reset } = await resettable();
  const colleague = await makePerson(house(), organisation, ['enterprise_officer']);
  await rows("update posts set to_on = '2026-11-20' where person_id = $1", [officer.id]);
  expect(await take(invitation)).toMatchObject({ reason: 'invitation_ended' });
  expect(await take(await reset(colleague, 2))).not.toHaveProperty('reason');
});
