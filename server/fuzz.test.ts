import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { permissions } from '#domain/permissions.ts';
import { namesIn, propertiesOf } from '#server/kernel/route-schema.ts';
import type { Route } from '#server/kernel/routes.ts';
import { routes } from '#server/routes.ts';
import { type Known, type Shape, valuesOf } from '#test/fuzz-values.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

/**
 * Whatever is sent to whichever URL, by whomever: an answer with a sentence, never a bug. Made from the registry, so a
 * new act is fuzzed the day it is listed. The seed is fixed: a failure comes again, and prints what was sent.
 * FUZZ_SEED and FUZZ_RUNS search further; FUZZ_TELL=<file> writes down how each request was answered.
 */
const house = useHouse();
const seed = Number(process.env['FUZZ_SEED'] ?? 20261121);
const runs = Number(process.env['FUZZ_RUNS'] ?? 30);
const tell = process.env['FUZZ_TELL'];

type Role = Parameters<typeof makePerson>[2][number];
let people: readonly (TestPerson & { readonly roles: readonly Role[] })[] = [];

beforeAll(async () => {
  const office = await makeOrganisation(house(), { kind: 'leading_office', name: '示例办公室' });
  const police = await makeOrganisation(house(), { kind: 'police', name: '示例公安局' });
  const firm = await makeOrganisation(house(), { kind: 'enterprise', name: '示例企业' });
  const { id } = await makeProgramme(house(), office, {
    tasks: [
      { lead: [police, office], supporting: ['示例教育局'] },
      { lead: [police], state: 'reported' },
      { lead: [office], state: 'confirmed' },
    ],
    sharedWith: [police],
  });
  const made = [
    [office, ['programme_officer', 'superior_officer']],
    [police, ['unit_officer']],
    [office, ['leader']],
    [office, ['system_administrator']],
    [office, ['security_administrator']],
    [office, ['audit_administrator']],
    [firm, ['enterprise_officer']],
    [firm, ['employee']],
  ] as const;
  people = await Promise.all(
    made.map(async ([place, roles]) => ({ ...(await makePerson(house(), place, roles)), roles })),
  );
  await furnish(id);
}, 60_000);

/** One of each thing that acts act on. */
async function furnish(programme: string): Promise<void> {
  const { owner } = house().house.database;
  const [officer, unit] = people;
  await officer?.send('/targets', {
    ...{ programme, subject_text: '任务完成率', subject: 'task_done', comparison: 'at_least', value: 90, unit: '%' },
    by_on: '2027-12-31',
  });
  await officer?.send('/pilots', {
    ...{ programme, title: '示例子试点', place: null, organisation: null, guiding_contact: null },
    ...{ guiding_organisation: null, from_on: null, to_on: null },
  });
  const meeting = { kind: 'working', title: '示例会议', held_on: '2026-11-20', place: null, agenda: [], units: [] };
  for (const held_on of ['2026-11-20', '2026-11-21'])
    await officer?.send('/meetings', { programme, ...meeting, held_on });
  const exhibit = { name: '示例硬盘', kind: 'medium', taken_from: '示例', place: '示例', case_no: null, programme };
  for (const keeper of [officer, unit, unit, unit]) await keeper?.send('/exhibits', exhibit);
  await owner.query("update exhibits set state = 'sealed' where number = 2");
  await owner.query("update exhibits set state = 'opened' where number = 3");
  await officer?.send('/plans/add', { title: '示例空白方案' });
  await owner.query(
    `with d as (insert into reporting_duties (id, programme_id, path, due, receivers)
       select gen_random_uuid(), id, path, '{12-31}', '{省局}' from programmes where id = $1 returning *)
     insert into reports (id, duty_id, programme_id, path, org_id, due_on, receivers)
     select gen_random_uuid(), d.id, d.programme_id, d.path, p.org_id, '2026-12-31', d.receivers
       from d join programmes p on p.id = d.programme_id`,
    [programme],
  );
  await owner.query(
    `with a as (insert into authorities (id, name, url, certificates, every_minutes, state)
       values (gen_random_uuid(), '示例机构', 'http://127.0.0.1:1/', '', 60, 'active'))
     insert into witnesses (id, name, vkey, url, state) values (gen_random_uuid(), '示例见证方', 'w', 'http://127.0.0.1:1', 'active')`,
  );
  const part = await owner.query("select id, task_id from parts where state = 'assigned' and org_id = $1", [
    unit?.organisation.id,
  ]);
  const [mine] = part.rows;
  await unit?.send(`/tasks/${mine.task_id}/ask-extension`, { part: mine.id, to_on: '2027-06-30', reason: '示例' });
}

/** Which table a field's ids come from; an `id` is of the route's own noun. */
const tables: Readonly<Record<string, string>> = {
  ...{ programme: 'programmes', carries_out: 'programmes', programme_id: 'programmes', extension: 'extensions' },
  ...{ part: 'parts', parts: 'parts', remove: 'parts', ids: 'tasks', row_id: 'tasks', file_ids: 'files' },
  ...{ measure: 'measures', phase: 'phases', person: 'people', post: 'posts', superior_id: 'organisations' },
  ...{ organisation: 'organisations', organisations: 'organisations', office_organisation: 'organisations' },
  ...{ guiding_organisation: 'organisations', parent: 'targets', to_organisation: 'organisations', file: 'files' },
};

const oneOf: Readonly<Record<string, string>> = {
  ...{ settings: 'rule_rows', councils: 'programmes', accounts: 'sessions' },
  ...{ evidence: 'evidence_deposits', keys: 'access_keys', enterprises: 'organisations' },
};

async function known(route: Route): Promise<Known> {
  const { owner } = house().house.database;
  const noun = route.url.split('/')[1] ?? '';
  const named = { ...tables, ...(route.url.includes(':id') ? { id: oneOf[noun] ?? noun } : {}) };
  const distinct = [...new Set(Object.values(named))];
  const found = await Promise.all(
    distinct.map(async (table): Promise<[string, string[]]> => {
      const { rows } = await owner.query(`select id from ${table} order by id limit 6`);
      return [table, rows.map(({ id }: { id: string }) => id)];
    }),
  );
  const of = new Map(found);
  const ids = Object.fromEntries(Object.entries(named).map(([name, table]) => [name, of.get(table) ?? []]));
  return {
    ids: { ...ids, any: found.flatMap(([, all]) => all) },
    words: ['示例办公室', '示例公安局', '示例教育局', '各县（市、区）市场监管局', '各成员单位', 'xx'],
  };
}

/** What an act of this very test ended lives again: a session, a post, an organisation, a person, a closed programme. */
async function revive(): Promise<void> {
  const { owner } = house().house.database;
  await owner.query("update sessions set revoked_at = null, seen_at = now(), expires_at = now() + interval '1 day'");
  await owner.query('update posts set to_on = null');
  await owner.query("update people set state = 'active'");
  await owner.query("update organisations set state = 'active'");
  await owner.query("update programmes set state = 'running', closed_at = null");
}

const titleOf = (route: Route): string => `${route.method} ${route.url}`;

describe('no input makes a bug', () => {
  test.each(routes.map((route) => [titleOf(route), route] as const))('%s', async (_title, route) => {
    await revive();
    const inputs = inputOf(route, await known(route));
    const asked = fc.asyncProperty(fc.nat(), inputs, async (who, input) => {
      const { statusCode, payload } = await send(someone(route, who), route, input);
      if (tell)
        appendFileSync(tell, `${titleOf(route)} ${statusCode} ${statusCode < 300 ? '' : payload.slice(0, 300)}\n`);
      expect(statusCode === 500 ? payload : '', JSON.stringify(input)).toBe('');
    });
    await fc.assert(asked, { seed, numRuns: runs, endOnFailure: true, interruptAfterTimeLimit: 3_000 });
  });
});

/** Mostly somebody who may; one in eight anybody at all. */
function someone(route: Route, who: number): TestPerson {
  const grants: readonly string[] = permissions[route.act.name];
  const may = people.filter(({ roles }) => roles.some((role) => grants.includes(role)));
  const chosen = who % 8 === 0 || may.length === 0 ? people : may;
  const person = chosen[who % chosen.length];
  if (!person) throw new Error('nobody there');
  return person;
}

/** A TypeBox schema is plain JSON Schema. */
const inputOf = (route: Route, ids: Known) => valuesOf(route.act.input as Shape, ids);

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

async function send(person: TestPerson, route: Route, input: unknown) {
  const fields = asRecord(input);
  const inPath = namesIn(route.url);
  const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(wellFormed(fields[name]) || '-'),
  );
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name));
  const headers = { cookie: person.cookie };
  if (route.method === 'GET') {
    const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, wellFormed(value)]));
    return house().http.inject({ method: 'GET', url: `/api${path}?${query}`, headers });
  }
  if (route.takes === 'json') {
    const payload = Object.keys(propertiesOf(route.act.input)).length === inPath.length ? {} : Object.fromEntries(rest);
    return house().http.inject({ method: 'POST', url: `/api${path}`, headers, payload });
  }
  const form = new FormData();
  for (const [name, value] of rest)
    if (name === 'bytes') form.append('file', tableOf(value), wellFormed(fields['file_name']) || 'a.txt');
    else if (name !== 'file_name' && name !== 'media_type') form.append(name, wellFormed(value));
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return house().http.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: { ...headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

/** A table with the heads that imports know, and whatever came below them. */
const tableOf = (value: unknown): Blob =>
  new Blob([
    `任务内容,序号,牵头单位,截止日期,单位名称,类别,日期,名称\n示例任务,1,示例公安局,2026-12-31,示例局,police,2027-01-01,元旦\n${wellFormed(value)},,,2026-02-30`,
  ]);

const wellFormed = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
