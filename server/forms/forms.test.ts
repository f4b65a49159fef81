import { expect, test } from 'vitest';
import type { FormContent } from '#domain/forms/schema.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

const house = useHouse();

const office = async (division = '371524') =>
  makePerson(house(), await makeOrganisation(house(), { division }), ['programme_officer']);

const defaultForm = async (person: TestPerson): Promise<string> => {
  const { rows } = (await person.get('/forms')).body;
  return rows.find(({ key }: { key: string }) => key === 'default').id;
};

async function copied(person: TestPerson, title = '示例县评估表') {
  const added = await person.send('/forms', { from: await defaultForm(person), title });
  expect(added.status).toBe(200);
  const { content } = (await person.get(`/forms/${added.body.id}`)).body;
  return { id: added.body.id as string, content: content as FormContent };
}

test('[C17] the default form is there in a new installation, whole, and belongs to nobody', async () => {
  const person = await office();
  const shown = (await person.get(`/forms/${await defaultForm(person)}`)).body;
  expect(shown).toMatchObject({ key: 'default', version: 1, state: 'published', organisation: null, mine: false });
  expect(shown).toMatchObject({ dimensions: 9, items: 60, key_items: 12 });
  expect(
    (await person.send(`/forms/${shown.id}/edit`, { version: 1, title: 'x', content: shown.content })).body.reason,
  ).toBe('not_own_form');
});

test('[C17] a region copies, changes and publishes a form of its own; the next version withdraws the one before', async () => {
  const person = await office();
  const { id, content } = await copied(person);
  expect((await person.send('/forms', { from: id, title: '又一份' })).body.reason).toBe('form_draft_exists');
  const broken = { ...content, items: content.items.slice(1) };
  expect((await person.send(`/forms/${id}/edit`, { version: 1, title: '示例县评估表', content: broken })).body).toEqual(
    { edited: 2 },
  );
  const refused = await person.send(`/forms/${id}/publish`, { version: 2 });
  expect([refused.status, refused.body.reason]).toEqual([422, 'form_invalid']);
  expect((await person.send(`/forms/${id}/edit`, { version: 1, title: 'x', content })).status).toBe(409);
  await person.send(`/forms/${id}/edit`, { version: 2, title: '示例县评估表', content });
  expect((await person.send(`/forms/${id}/publish`, { version: 3 })).body).toEqual({ edited: 4, withdrawn: 0 });
  expect((await person.send(`/forms/${id}/edit`, { version: 4, title: 'x', content })).status).toBe(409);
  const next = (await person.send('/forms', { from: id, title: '示例县评估表' })).body.id;
  expect((await person.send(`/forms/${next}/publish`, { version: 1 })).body).toEqual({ edited: 2, withdrawn: 1 });
  expect((await person.get(`/forms/${id}`)).body).toMatchObject({ state: 'withdrawn', version: 1 });
  expect((await person.get(`/forms/${next}`)).body).toMatchObject({ state: 'published', version: 2 });
});

test('a draft is seen by its own office only; others cannot change a form, a firm may read it', async () => {
  const [person, other] = [await office(), await office()];
  const { id, content } = await copied(person);
  expect((await other.get(`/forms/${id}`)).status).toBe(404);
  await person.send(`/forms/${id}/publish`, { version: 1 });
  expect((await other.get(`/forms/${id}`)).status).toBe(200);
  expect((await other.send(`/forms/${id}/withdraw`, { version: 2 })).body.reason).toBe('not_own_form');
  const firm = await makePerson(house(), await makeOrganisation(house(), { kind: 'enterprise' }), [
    'enterprise_officer',
  ]);
  expect((await firm.get(`/forms/${id}`)).status).toBe(200);
  expect((await firm.send(`/forms/${id}/edit`, { version: 1, title: 'x', content })).status).toBe(403);
  expect((await person.send(`/forms/${id}/withdraw`, { version: 2 })).body).toEqual({ edited: 3 });
});

test('a draft is discarded and the next one may begin; a stray field of the content is named', async () => {
  const person = await office();
  const { id, content } = await copied(person);
  const stray = { ...content, scoring: { ...content.scoring, bonus: 5 } };
  expect((await person.send(`/forms/${id}/edit`, { version: 1, title: 'x', content: stray })).status).toBe(400);
  expect((await person.send(`/forms/${id}/discard`, { version: 1 })).status).toBe(200);
  expect((await person.get('/forms')).body.rows.map((row: { id: string }) => row.id)).not.toContain(id);
});

test('[C17] a firm is asked by a form of its own region or by the default, never by an easier one from elsewhere', async () => {
  const person = await office('370102');
  const { id } = await copied(person, '示例他县评估表');
  await person.send(`/forms/${id}/publish`, { version: 1 });
  const organisation = await makeOrganisation(house(), { kind: 'enterprise' });
  const firm = await makePerson(house(), organisation, ['enterprise_officer']);
  const start = (form: string) => firm.send('/assessments', { enterprise: organisation.id, form });
  expect((await start(id)).status).toBe(404);
  expect((await start(await defaultForm(firm))).status).toBe(200);
});
