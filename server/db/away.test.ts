import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { type Embedded, startEmbedded } from '#server/db/embedded.ts';
import { type Opened, openHouse } from '#server/house.ts';
import { newId } from '#server/kernel/id.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';

/** A database of its own, as durable as the product's, because this test kills it. */
let database: Embedded;
let opened: Opened;
let security: TestPerson;
const dataDir = mkdtempSync(join(tmpdir(), 'humi-away-'));

beforeAll(async () => {
  // The database's own user must be able to pass through the folder.
  chmodSync(dataDir, 0o711);
  database = await startEmbedded({ dataDir: join(dataDir, 'db') });
  const config = readConfig({ HUMI_DATA: dataDir });
  opened = await openHouse({ config, connection: database.config, worker: false });
  const house = { ...opened, connection: database.config, dataDir, setTime: () => undefined };
  security = await makePerson(house, await makeOrganisation(house), ['security_administrator']);
}, 60_000);

afterAll(async () => {
  await opened.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const newcomer = (login: string) => ({
  name: '示例·丙',
  login,
  organisation: security.organisation.id,
  title: '科员',
  roles: ['unit_officer'],
});

const loginsLike = async (login: string): Promise<number> =>
  Number(
    (await opened.house.database.owner.query('select count(*) as n from people where login = $1', [login])).rows[0].n,
  );

/** The first process of the cluster, read from its own pid file. */
async function postmaster(): Promise<number> {
  const { rows } = await opened.house.database.owner.query("select current_setting('data_directory') as folder");
  const file = join(rows[0].folder, 'postmaster.pid');
  expect(existsSync(file)).toBe(true);
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

test('a database stopped in mid-request: a sentence, nothing half-done, and it goes on by itself', async () => {
  const blocker = await opened.house.database.owner.connect();
  // The pool replaces a connection that dies; without a listener its error would end the test.
  blocker.on('error', () => undefined);
  await blocker.query('begin');
  await blocker.query('lock table posts in access exclusive mode');
  const login = `away${newId().slice(-8)}`;
  const waiting = security.send('/people', newcomer(login));
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(await postmaster(), 'SIGKILL');
  const answer = await waiting;
  blocker.release(true);
  expect(answer.status).toBe(503);
  expect(answer.body).toMatchObject({ reason: 'database_away', detail: expect.stringContaining('请稍后重试') });

  await expect
    .poll(async () => (await security.send('/people', newcomer(login), { 'idempotency-key': login })).status, {
      timeout: 30_000,
      interval: 300,
    })
    .toBe(200);
  expect(await loginsLike(login)).toBe(1);
}, 60_000);

test('what was acknowledged before the stop is there after it', async () => {
  const login = `kept${newId().slice(-8)}`;
  expect((await security.send('/people', newcomer(login))).status).toBe(200);
  process.kill(await postmaster(), 'SIGTERM');
  await expect.poll(() => loginsLike(login).catch(() => 0), { timeout: 30_000, interval: 300 }).toBe(1);
}, 60_000);

test('a full disk is told as such and nothing is kept', async () => {
  const { owner } = opened.house.database;
  await owner.query(`create function disk_is_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await owner.query('create trigger full_disk before insert on posts for each row execute function disk_is_full()');
  const login = `full${newId().slice(-8)}`;
  const answer = await security.send('/people', newcomer(login));
  await owner.query('drop trigger full_disk on posts');
  expect(answer.status).toBe(507);
  expect(answer.body.reason).toBe('disk_full');
  expect(await loginsLike(login)).toBe(0);
});
