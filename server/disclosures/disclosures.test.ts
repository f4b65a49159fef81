import { expect, test } from 'vitest';
import { newId } from '#server/kernel/id.ts';
import { useHouse } from '#test/house.ts';
import { body, formOf, makeFirm, sealFor, type TestFirm } from '#test/register.ts';

const house = useHouse();

/** A secret in force that both officers know. */
async function inForce(level: 'important' | 'core', firm?: TestFirm) {
  const own = firm ?? (await makeFirm(house()));
  const { officer, second } = own;
  const [id, readers] = [newId(), [officer, second]];
  const sealed = await sealFor(own, officer, { subject: id, body, readers });
  await officer.send('/secrets', { id, readers: readers.map((one) => one.id), ...sealed });
  const form = await formOf(own, officer, { id, readers });
  const term = { level, period: 'long', not_state_secret: true };
  const asked = await officer.send(`/secrets/${id}/propose`, { version: 1, ...form, ...term });
  const step = { version: asked.body.version, step: asked.body.step };
  const granted = await second.send(`/secrets/${id}/endorse`, step);
  expect(granted.status).toBe(200);
  return { firm: own, id, version: granted.body.version as number };
}

async function disclose({ firm, id, version }: Awaited<ReturnType<typeof inForce>>, more: object = {}) {
  const form = await formOf(firm, firm.officer, { id, readers: [firm.officer, firm.second] });
  return firm.officer.send(`/secrets/${id}/disclose`, { version, ...form, ...more });
}

test('[C25] the log shows day, entry, who, what is owed back, and the deposit of each; other firms and outsiders see nothing', async () => {
  const made = await inForce('important');
  const { firm, id } = made;
  const first = await disclose(made, { due_back_on: '2026-12-01' });
  expect(first.status).toBe(200);
  const { body: log } = await firm.second.get('/disclosures?todo=out');
  expect(log).toMatchObject({ total: 1, sums: { asked: 0, out: 1, overdue: 0 } });
  expect(log.rows[0]).toMatchObject({ secret: id, number: 1, state: 'done', due_back_on: '2026-12-01', mine: true });
  expect((await firm.officer.get(`/evidence/${log.rows[0].deposit}`)).status).toBe(200);
  expect((await firm.officer.get(`/secrets/${id}`)).body).toMatchObject({ out_count: 1, due_back_on: '2026-12-01' });
  expect((await firm.outsider.get('/disclosures')).body).toMatchObject({ total: 0, rows: [] });
  const other = await makeFirm(house());
  expect((await other.officer.get(`/disclosures?secret=${id}`)).body).toMatchObject({ total: 0 });
  expect((await firm.officer.get('/disclosures?from=2026-12-31')).body.total).toBe(0);
  expect((await firm.officer.get('/disclosures?level=top')).status).toBe(400);
  const form = await formOf(firm, firm.officer, { id, readers: [firm.officer, firm.second] });
  const back = { version: first.body.version, ...form, use: first.body.step };
  expect((await firm.officer.send(`/secrets/${id}/bring-back`, back)).status).toBe(200);
  expect((await firm.officer.get('/disclosures')).body.sums).toEqual({ asked: 0, out: 0, overdue: 0 });
});

test('[C25] what is of the core level waits in the log, is owed back only once it was approved; bad days are named', async () => {
  const made = await inForce('core');
  const { firm, id } = made;
  const past = await disclose(made, { due_back_on: '2020-01-01' });
  expect([past.status, past.body.field]).toEqual([400, 'due_back_on']);
  const asked = await disclose(made, { due_back_on: '2026-12-01' });
  expect((await firm.officer.get('/disclosures?todo=asked')).body).toMatchObject({
    total: 1,
    sums: { asked: 1, out: 0, overdue: 0 },
  });
  const step = { version: asked.body.version, step: asked.body.step };
  expect((await firm.second.send(`/secrets/${id}/endorse`, step)).status).toBe(200);
  expect((await firm.officer.get('/disclosures')).body).toMatchObject({
    sums: { asked: 0, out: 1, overdue: 0 },
    rows: [{ state: 'granted' }],
  });
  const { rows } = await house().house.database.owner.query(
    "select due_on from deadlines where row_id = $1 and kind = 'due_back'",
    [id],
  );
  expect(rows).toEqual([{ due_on: '2026-12-01' }]);
  const form = await formOf(firm, firm.employee, { id, readers: [firm.officer] });
  expect((await firm.employee.send(`/secrets/${id}/disclose`, { version: 1, ...form })).status).toBe(403);
});
