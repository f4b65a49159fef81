import { expect, test } from 'vitest';
import type { Role } from '#domain/glossary.ts';
import { newId } from '#server/kernel/id.ts';
import type { Route } from '#server/kernel/routes.ts';
import { routes } from '#server/routes.ts';
import { fillAssessment } from '#test/assessed.ts';
import { useHouse } from '#test/house.ts';
import {
  type Answer,
  callsAs,
  makeOrganisation,
  makePerson,
  type TestOrganisation,
  type TestPerson,
} from '#test/people.ts';
import { addSecret, formOf, keepKeys, makeFirm, sealFor } from '#test/register.ts';
import { sample } from '#test/sample.ts';

/**
 * Who has no business with a firm tries every act of the enterprise part on every row of it. Made from the registry of
 * routes: a new one is tried the day it is listed. Nothing is answered, nothing changes (docs/decisions/0013).
 */
const house = useHouse();
const rows = async (text: string, values: unknown[] = []) =>
  (await house().house.database.owner.query(text, values)).rows;

const nouns = [
  'enterprise',
  'member',
  'visit',
  'form',
  'assessment',
  'remedy',
  'coverage',
  'document',
  'identity',
  'secret',
  'agreement',
  'learning',
  'leak',
];
/** Nouns that are the firm's alone, whoever serves or oversees it. */
const own = ['member', 'document', 'identity', 'secret', 'agreement', 'learning', 'leak'];
/** Where rows of many nouns are read. */
const shared = ['event', 'evidence', 'home', 'person', 'organisation', 'file', 'statistic', 'task', 'report'];
const routesOf = (wanted: readonly string[]) =>
  routes.filter(({ act }) => wanted.includes(act.name.split('.')[0] ?? ''));

const marker = '标记文字甲乙丙';
const personWithPost = async (person: TestPerson, firm: TestOrganisation, roles: readonly Role[]) => {
  await rows(
    "insert into posts (id, person_id, org_id, path, title, roles, from_on) values ($1, $2, $3, $4, '员工', $5, '2020-01-01')",
    [newId(), person.id, firm.id, firm.path, roles],
  );
  return person;
};

/** A firm with a row of everything, each bearing the marker where it has a text. */
async function fullFirm() {
  const made = await makeFirm(house());
  await keepKeys(house(), made);
  const { firm, officer, second, employee } = made;
  const ok = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  await rows('update organisations set name = $2 where id = $1', [firm.id, `示例企业${marker}${firm.id.slice(-4)}`]);
  const readers = [officer, second, employee];
  const { id: secret } = await addSecret(made, readers);
  const file = newId();
  await ok(officer.send(`/secrets/${secret}/begin-file`, { file, size: 1000 }));
  const form = await formOf(made, officer, { id: secret, readers });
  const { step } = await ok(
    officer.send(`/secrets/${secret}/propose`, {
      version: 1,
      level: 'core',
      period: 'long',
      not_state_secret: true,
      ...form,
    }),
  );
  const packed = await ok(officer.send('/secrets/pack', {}));
  const leak = newId();
  const told = await sealFor(made, officer, { subject: leak, body: { text: marker }, readers, format: 'humi-leak/1' });
  await ok(
    officer.send('/leaks', {
      ...{ id: leak, kind: 'suspected', found_at: '2026-11-21T03:00:00Z', secrets: [secret] },
      ...{ readers: readers.map(({ id }) => id), ...told },
    }),
  );
  await ok(officer.send(`/leaks/preparations/${secret}/prepare`, { missing: ['point'] }));
  const [preparation] = await rows('select id from preparations where secret_id = $1', [secret]);
  const member = await ok(
    officer.send('/members', {
      ...{ name: marker, number: null, kind: 'employee', phone: null, department: null, post: null },
      ...{ access: 'core', entered_on: null, entry_kit: true },
    }),
  );
  const [kit] = await rows('select id from member_kits where member_id = $1', [member.id]);
  const agreement = await ok(
    officer.send('/agreements', {
      ...{
        party_name: null,
        party_firm: null,
        from_on: null,
        to_on: null,
        secrets: [],
        months: null,
        member: member.id,
      },
      ...{ monthly_pay: null, average_wage: null, minimum_wage: null, penalty: null, area: null, competitors: null },
      ...{ kind: 'confidentiality', text: marker },
    }),
  );
  await ok(officer.send(`/agreements/${agreement.id}/send`, { version: 1 }));
  await rows(
    "insert into non_compete_pays (id, agreement_id, org_id, position, due_on, amount) values ($1, $2, $3, 1, '2026-12-01', 1)",
    [...[newId(), agreement.id, firm.id]],
  );
  const [pay] = await rows('select id from non_compete_pays where agreement_id = $1', [agreement.id]);
  const learning = await ok(
    officer.send('/learnings', {
      title: marker,
      text: marker,
      questions: [],
      due_on: '2026-12-01',
      members: [member.id],
    }),
  );
  const templates = (await officer.get('/documents/templates')).body.rows;
  const document = await ok(
    officer.send('/documents/prepare', { template: templates[0].key, size: 'small', fields: {}, label: marker }),
  );
  const filled = await fillAssessment(officer, firm.id, { A1: 0 });
  await ok(officer.send(`/assessments/${filled.id}/finish`, { version: filled.version }));
  const [remedy] = await rows('select id from remedies where enterprise_id = $1', [firm.id]);
  const draft = await ok(officer.send('/assessments', { enterprise: firm.id }));
  const link = await ok(officer.send(`/assessments/${draft.id}/invite`));
  const bureau = await makePerson(house(), await makeOrganisation(house()), ['programme_officer']);
  const finding = newId();
  const visit = newId();
  await ok(
    bureau.send('/visits', {
      ...{ id: visit, enterprise: firm.id, told_at: '2026-11-21T03:00:00Z', kind: 'visit', visited_on: '2026-11-21' },
      ...{ present: [marker], topics: [], note: marker, internal_note: marker, next_on: null, closes: [] },
      findings: [{ id: finding, topic: null, what: marker, severity: 'low', remedy: null, due_on: null }],
    }),
  );
  const ids: Record<string, readonly string[]> = {
    '/learnings/': [learning.id],
    '/agreements/pays/': [pay.id],
    '/agreements/': [agreement.id],
    '/assessments/': [filled.id, draft.id],
    '/enterprises/imports/': [],
    '/enterprises/applications/': [],
    '/enterprises/': [firm.id],
    '/documents/': [document.id],
    '/identities/': (await rows('select id from identities where org_id = $1', [firm.id])).map(({ id }) => id),
    '/leaks/preparations/': [preparation.id, secret],
    '/leaks/': [leak],
    '/members/kits/': [kit.id],
    '/members/': [member.id],
    '/secrets/exports/': [packed.id],
    '/secrets/files/': [file],
    '/secrets/': [secret],
    '/remedies/': [remedy.id],
    '/visits/findings/': [finding],
    '/visits/': [visit],
  };
  const inside = {
    enterprise: firm.id,
    secret,
    secrets: [secret],
    ids: [secret],
    step,
    use: step,
    member: member.id,
    members: [member.id],
    assessment: filled.id,
    leak,
    person: employee.id,
  };
  return {
    made,
    ids,
    inside,
    bureau,
    link,
    markers: [marker, firm.id, secret, leak],
    privates: [secret, leak, member.id, agreement.id, document.id, learning.id],
  };
}

type Full = Awaited<ReturnType<typeof fullFirm>>;

/** All that the firm has, row by row: what must be the same afterwards. */
async function stateOf(firm: string): Promise<Set<string>> {
  const tables =
    await rows(`select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
    where table_schema = 'public' and column_name in ('org_id', 'enterprise_id') and table_name not in ('events', 'evidence_inbox', 'secret_exports')
    group by table_name order by table_name`);
  const held = new Set<string>();
  for (const { name, columns } of tables) {
    const where = columns.map((column: string) => `${column} = $1`).join(' or ');
    for (const { row } of await rows(`select t::text as row from ${name} t where ${where}`, [firm]))
      held.add(`${name} ${row}`);
  }
  return held;
}

/** Rows that came or went. */
async function changedSince(before: Set<string>, firm: string): Promise<string[]> {
  const after = await stateOf(firm);
  return [...[...before].filter((row) => !after.has(row)), ...[...after].filter((row) => !before.has(row))].map((row) =>
    row.slice(0, 300),
  );
}

/** Every way to ask with ids of the firm: each id that fits the URL, and the firm's ids in the body. */
function requestsOf(route: Route, { ids, inside }: Full): { url: string; body: Record<string, unknown> }[] {
  const input = sample(route.act.input);
  const known = Object.keys((route.act.input as { properties?: object }).properties ?? {});
  const bodyOf = (): Record<string, unknown> =>
    Object.fromEntries(
      known
        .filter((name) => !route.url.includes(`:${name}`) && (input[name] !== undefined || name in inside))
        .map((name) => [name, name in inside ? inside[name as keyof typeof inside] : input[name]]),
    );
  const prefix = Object.keys(ids).find((one) => new RegExp(`^${one}:`).test(route.url));
  if (!route.url.includes(':')) return [{ url: route.url, body: bodyOf() }];
  return (prefix === undefined ? [] : (ids[prefix] ?? [])).map((id) => ({
    url: route.url.replace(/:(\w+)/, id).replaceAll(/:(\w+)/g, '1'),
    body: bodyOf(),
  }));
}

const form =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--x--\r\n';

async function ask(
  person: Pick<TestPerson, 'get' | 'send'>,
  route: Route,
  { url, body }: { url: string; body: Record<string, unknown> },
) {
  if (route.method === 'GET') {
    const query = Object.entries(body)
      .filter(([, value]) => !Array.isArray(value))
      .map(([name, value]) => [name, String(value)]);
    return person.get(`${url}?${new URLSearchParams(Object.fromEntries(query))}`);
  }
  return route.takes === 'file'
    ? person.send(url, form, { 'content-type': 'multipart/form-data; boundary=x' })
    : person.send(url, body);
}

/** What went through or showed something of the firm. */
async function breaches(
  person: Pick<TestPerson, 'get' | 'send'>,
  wanted: readonly string[],
  full: Full,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of routesOf(wanted))
    for (const wish of requestsOf(route, full)) {
      const answer = await ask(person, route, wish);
      // What is a list of one's own may be empty; an act on a row of the firm may not go through.
      const hit = answer.status < 300 && route.url.includes(':');
      const text = answer.bytes.toString('utf8');
      const shown = answer.status < 300 && full.markers.some((one) => text.includes(one));
      if (hit || shown || answer.status >= 500)
        found.push(`${route.method} ${wish.url} ${route.act.name} → ${answer.status} ${text.slice(0, 150)}`);
    }
  return found;
}

const other = (kind: 'enterprise' | 'police' | 'market_regulation' | 'government', division = '371524') =>
  makeOrganisation(house(), { kind, division });

test('[C16][C19][C21] nobody without business with a firm sees or changes anything of it, by any act', async () => {
  const full = await fullFirm();
  const { firm, officer } = full.made;
  const rival = await other('enterprise');
  const twice = await makePerson(house(), rival, ['employee']);
  await personWithPost(twice, firm, ['enterprise_officer']);
  const closed = await other('enterprise');
  const ofClosed = await makePerson(house(), closed, ['enterprise_officer']);
  await rows("update organisations set state = 'closed' where id = $1", [closed.id]);
  const gone = await makePerson(house(), firm, ['enterprise_officer']);
  await rows("update posts set to_on = '2026-11-20' where person_id = $1", [gone.id]);
  const formerStation = await other('government');
  const people: Record<string, Pick<TestPerson, 'get' | 'send'>> = {
    'another firm’s officer': await makePerson(house(), rival, ['enterprise_officer']),
    'another firm’s employee': await makePerson(house(), rival, ['employee']),
    'an officer of the firm, acting for another': twice,
    'an officer of a closed firm': ofClosed,
    'an officer whose post ended, with a session': gone,
    'a station that does not serve it': await makePerson(house(), formerStation, ['station_officer']),
    'a unit officer of the county': await makePerson(house(), await other('market_regulation'), ['unit_officer']),
    'the bureau of another county': await makePerson(house(), await other('market_regulation', '370102'), [
      'programme_officer',
    ]),
    'police of the county': await makePerson(house(), await other('police'), ['programme_officer', 'leader']),
    'a superior of another province': await makePerson(house(), await other('market_regulation', '110000'), [
      'superior_officer',
    ]),
    'the system administrator': await makePerson(house(), await other('market_regulation'), ['system_administrator']),
    'the security administrator': await makePerson(house(), await other('market_regulation'), [
      'security_administrator',
    ]),
    'the audit administrator': await makePerson(house(), await other('market_regulation'), ['audit_administrator']),
    'a stranger': callsAs(house()),
  };
  const before = await stateOf(firm.id);
  const found: Record<string, string[]> = {};
  for (const [name, person] of Object.entries(people)) {
    // The auditor reads the whole record of acts, which holds ids and no text.
    const markers = name === 'the audit administrator' ? [marker] : full.markers;
    const list = await breaches(person, [...nouns, ...shared], { ...full, markers });
    if (list.length > 0) found[name] = list;
  }
  expect(found).toEqual({});
  expect(await changedSince(before, firm.id)).toEqual([]);
  // The same run by an officer of the firm finds what there is: an empty list means something.
  expect((await breaches(officer, ['secret', 'member', 'leak'], full)).length).toBeGreaterThan(10);
}, 240_000);

test('[C19][C21] who serves or oversees a firm has no part in what is the firm’s alone', async () => {
  const full = await fullFirm();
  const { firm, outsider } = full.made;
  const station = await other('government');
  await rows('update enterprises set station_org = $2, liaison_org = $3 where org_id = $1', [
    firm.id,
    station.id,
    full.bureau.organisation.id,
  ]);
  const before = await stateOf(firm.id);
  const people = {
    'its station': await makePerson(house(), station, ['station_officer']),
    'its liaison': await makePerson(house(), full.bureau.organisation, ['unit_officer']),
    'its bureau': full.bureau,
    'the leader of the county': await makePerson(house(), await other('government'), ['leader']),
    'the province': await makePerson(house(), await other('market_regulation', '370000'), ['superior_officer']),
  };
  const found: Record<string, string[]> = {};
  for (const [name, person] of Object.entries(people)) {
    const list = await breaches(person, own, full);
    const told = await breaches(person, shared, { ...full, markers: full.privates });
    if (list.length + told.length > 0) found[name] = [...list, ...told];
  }
  // Somebody of the firm who is on no list sees neither the secret nor the incident.
  const inside = await breaches(outsider, ['secret', 'leak', 'agreement', 'member', 'assessment', 'visit'], full);
  expect({ ...found, 'an employee on no list': inside }).toEqual({ 'an employee on no list': [] });
  expect(await changedSince(before, firm.id)).toEqual([]);
}, 240_000);
