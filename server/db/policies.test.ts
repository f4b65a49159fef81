import type pg from 'pg';
import { expect, test } from 'vitest';
import type { Role } from '#domain/glossary.ts';
import { hashToken } from '#server/kernel/session.ts';
import { useHouse } from '#test/house.ts';
import { makeOrganisation, makePerson, type TestPerson } from '#test/people.ts';
import { makeProgramme } from '#test/programmes.ts';

const house = useHouse();

const rowsOf = async (sql: string): Promise<Record<string, string>[]> =>
  (await house().house.database.owner.query(sql)).rows;

/** Work in a person's own database role: the truth below every verb and query. Nothing of it is kept. */
async function asApp<T>(person: TestPerson, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const token = person.cookie.slice('humi_session='.length);
  const client = await house().house.database.owner.connect();
  try {
    await client.query('begin');
    await client.query('select humi_open($1, $2)', [hashToken(token), new Date('2026-11-21T04:00:00Z').toISOString()]);
    await client.query('set local role humi_app');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** How many rows of a table a person sees; -1 when the table is closed to requests. */
async function visible(person: TestPerson, table: string, where = 'true'): Promise<number> {
  try {
    return await asApp(person, async (client) =>
      Number((await client.query(`select count(*) as n from ${table} where ${where}`)).rows[0].n),
    );
  } catch (error) {
    if (error instanceof Error && /permission denied/.test(error.message)) return -1;
    throw error;
  }
}

test('every table has row security and at least one policy beyond the system’s', async () => {
  const bare = await rowsOf(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not like 'kysely%'
      and (not c.relrowsecurity or not exists (select 1 from pg_policies p where p.tablename = c.relname and p.policyname <> 'system_all'))`);
  expect(bare).toEqual([]);
});

test('the roles of requests own nothing, bypass nothing and cannot log in', async () => {
  const roles = await rowsOf(
    "select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname like 'humi\\_%' order by 1",
  );
  expect(roles.map((role) => role.rolname)).toEqual(['humi_app', 'humi_gate', 'humi_system']);
  expect(roles.filter((role) => role.rolsuper || role.rolbypassrls || role.rolcanlogin)).toEqual([]);
  expect(
    await rowsOf("select tablename from pg_tables where schemaname = 'public' and tableowner like 'humi\\_%'"),
  ).toEqual([]);
});

test('requests cannot read what proves who a person is', async () => {
  const person = await makePerson(house(), await makeOrganisation(house()), ['security_administrator']);
  for (const table of ['credentials', 'sessions', 'invitations']) expect(await visible(person, table), table).toBe(-1);
});

test('events can be added but neither changed nor removed, not even by the owner', async () => {
  const { owner } = house().house.database;
  await owner.query("insert into events (id, act, noun) values (gen_random_uuid(), 'task.note', 'task')");
  await expect(owner.query("update events set act = 'x'")).rejects.toThrow('append-only');
  await expect(owner.query('delete from events')).rejects.toThrow('append-only');
  await expect(owner.query('truncate events')).rejects.toThrow('append-only');
});

const programmeTables = ['programmes', 'phases', 'measures', 'tasks', 'parts', 'programme_rollups'];

/** A county's programme with a police bureau as member; who else sees its rows? */
const matrix: [
  string,
  Role,
  { kind: 'market_regulation' | 'police' | 'court' | 'enterprise'; division: string },
  boolean,
][] = [
  ['the lead office', 'programme_officer', { kind: 'market_regulation', division: '371524' }, true],
  ['a bureau of the city above', 'superior_officer', { kind: 'market_regulation', division: '371500' }, true],
  ['a bureau of the province above', 'superior_officer', { kind: 'market_regulation', division: '370000' }, true],
  ['a bureau of a sibling county', 'programme_officer', { kind: 'market_regulation', division: '371522' }, false],
  ['a bureau of another city', 'superior_officer', { kind: 'market_regulation', division: '370100' }, false],
  ['a court of the same county that is no member', 'unit_officer', { kind: 'court', division: '371524' }, false],
  ['the police of the city above, no member', 'unit_officer', { kind: 'police', division: '371500' }, false],
  ['an enterprise of the county', 'enterprise_officer', { kind: 'enterprise', division: '371524' }, false],
  [
    'the security administrator of the lead office',
    'security_administrator',
    { kind: 'market_regulation', division: '371524' },
    false,
  ],
  ['the audit administrator', 'audit_administrator', { kind: 'market_regulation', division: '371524' }, false],
  [
    'the system administrator of the province',
    'system_administrator',
    { kind: 'market_regulation', division: '370000' },
    false,
  ],
];

test.each(matrix)('[C03] %s: row security decides', async (_who, role, place, sees) => {
  const lead = await makeOrganisation(house(), { kind: 'market_regulation', division: '371524' });
  const programme = await makeProgramme(house(), lead, { tasks: [{ lead: [lead] }] });
  const organisation = role === 'programme_officer' && sees ? lead : await makeOrganisation(house(), place);
  const person = await makePerson(house(), organisation, [role]);
  for (const table of programmeTables) {
    const column = table === 'programmes' ? 'id' : 'programme_id';
    const count = await visible(person, table, `${column} = '${programme.id}'`);
    if (sees && table !== 'programme_rollups') expect(count, table).toBeGreaterThan(0);
    if (!sees) expect(count, table).toBe(0);
  }
});

test('a member unit sees the programme it is named in, and an update it may not make changes nothing', async () => {
  const lead = await makeOrganisation(house(), { kind: 'market_regulation' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const programme = await makeProgramme(house(), lead, { tasks: [{ lead: [lead] }] });
  await house().house.database.owner.query("insert into shares (noun, row_id, org_id) values ('programme', $1, $2)", [
    programme.id,
    police.id,
  ]);
  const officer = await makePerson(house(), police, ['unit_officer']);
  expect(await visible(officer, 'programmes', `id = '${programme.id}'`)).toBe(1);
  expect(await visible(officer, 'tasks', `programme_id = '${programme.id}'`)).toBeGreaterThan(0);
});

test('a share that ended shows nothing any more', async () => {
  const lead = await makeOrganisation(house(), { kind: 'market_regulation' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const programme = await makeProgramme(house(), lead, { tasks: [{ lead: [lead] }] });
  await house().house.database.owner.query(
    "insert into shares (noun, row_id, org_id, to_on) values ('programme', $1, $2, '2026-11-20')",
    [programme.id, police.id],
  );
  const officer = await makePerson(house(), police, ['unit_officer']);
  expect(await visible(officer, 'programmes', `id = '${programme.id}'`)).toBe(0);
});

test('what only the lead office writes, nobody else’s database role writes: member units and overseers alike', async () => {
  const lead = await makeOrganisation(house(), { kind: 'leading_office' });
  const police = await makeOrganisation(house(), { kind: 'police' });
  const programme = await makeProgramme(house(), lead, { tasks: [{ lead: [police] }] });
  const bureau = await makeOrganisation(house(), { kind: 'market_regulation' });
  const officers = [
    await makePerson(house(), lead, ['programme_officer']),
    await makePerson(house(), police, ['unit_officer']),
    await makePerson(house(), bureau, ['programme_officer']),
  ];
  const changed = (person: TestPerson, table: string, column: string): Promise<number> =>
    asApp(person, async (client) => {
      const set = table === 'shares' ? 'to_on = to_on' : 'position = position';
      const { rowCount } = await client.query(`update ${table} set ${set} where ${column} = $1`, [programme.id]);
      return rowCount ?? 0;
    });
  for (const [table, column] of [
    ['phases', 'programme_id'],
    ['measures', 'programme_id'],
    ['shares', 'row_id'],
  ] as const) {
    const counts = [];
    for (const officer of officers) counts.push(await changed(officer, table, column));
    expect(counts[0], table).toBeGreaterThan(0);
    expect(counts.slice(1), table).toEqual([0, 0]);
  }
});

test('[C06] final minutes, their units and resolutions: the lead office’s own database role changes nothing of them', async () => {
  const lead = await makeOrganisation(house(), { kind: 'leading_office' });
  const { id: programme } = await makeProgramme(house(), lead);
  const officer = await makePerson(house(), lead, ['programme_officer']);
  const made = (
    await officer.send('/meetings', {
      ...{ programme, kind: 'working', title: '会议', held_on: '2026-11-20', place: null, agenda: [] },
      units: [{ unit: '县法院', organisation: null }],
    })
  ).body.id;
  const resolution = { text: '议定', unit: null, organisation: null, due_on: null, measure: null };
  const minutes = { attendance: [], minutes: '纪要', file_ids: [], resolutions: [resolution] };
  await officer.send(`/meetings/${made}/record`, { version: 1, ...minutes });
  const changes = [
    `update meetings set minutes = '改' where id = '${made}'`,
    `update resolutions set text = '改' where meeting_id = '${made}'`,
    `delete from resolutions where meeting_id = '${made}'`,
    `delete from meeting_units where meeting_id = '${made}'`,
  ];
  const counts = () =>
    Promise.all(changes.map((sql) => asApp(officer, async (client) => (await client.query(sql)).rowCount)));
  expect(await counts()).toEqual([1, 1, 1, 1]);
  expect((await officer.send(`/meetings/${made}/finalise`, { version: 2 })).status).toBe(200);
  expect(await counts()).toEqual([0, 0, 0, 0]);
  const more = `insert into resolutions (id, meeting_id, programme_id, path, position, text)
    values (gen_random_uuid(), '${made}', '${programme}', '${lead.path}', 9, '加')`;
  await expect(asApp(officer, (client) => client.query(more))).rejects.toThrow('row-level security');
});

test('[C45] evidence: a former keeper’s database role goes on with nothing, and a share is only the keeper’s to make', async () => {
  const [bureau, police] = [await makeOrganisation(house()), await makeOrganisation(house(), { kind: 'police' })];
  const officer = await makePerson(house(), bureau, ['unit_officer']);
  const detective = await makePerson(house(), police, ['unit_officer']);
  const exhibit = { name: '硬盘', kind: 'medium', taken_from: '甲', place: '乙', case_no: null, programme: null };
  const { id } = (await officer.send('/exhibits', exhibit)).body;
  const share = `select humi_share_exhibit('${id}', '${police.id}', '2026-11-21')`;
  expect(await visible(detective, 'exhibits', `id = '${id}'`)).toBe(0);
  await expect(asApp(detective, (client) => client.query(share))).rejects.toThrow('only the keeper');
  await asApp(officer, (client) => client.query(share));
  await rowsOf(`insert into shares (noun, row_id, org_id) values ('exhibit', '${id}', '${police.id}')`);
  await rowsOf(`update exhibits set keeper_org = '${police.id}' where id = '${id}'`);
  const change = async (person: TestPerson) =>
    asApp(person, async (client) => (await client.query(`update exhibits set name = 'x' where id = '${id}'`)).rowCount);
  expect([await change(officer), await change(detective)]).toEqual([0, 1]);
  await expect(asApp(officer, (client) => client.query(share))).rejects.toThrow('only the keeper');
  const record = "update custody_steps set reason = 'x'";
  await expect(asApp(officer, (client) => client.query(record))).rejects.toThrow('permission denied');
});

test('[C23] evidence: nobody below the owner changes or removes an entry, and it is received for the own organisation only', async () => {
  const firm = await makeOrganisation(house(), { kind: 'enterprise' });
  const officer = await makePerson(house(), firm, ['enterprise_officer']);
  const file = { kind: 'file', title: '甲', size: 1, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
  expect((await officer.send('/evidence', { files: [file] })).status).toBe(200);
  const asSystem = async (sql: string) => {
    const client = await house().house.database.owner.connect();
    try {
      await client.query('begin; set local role humi_system');
      await client.query(sql);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  for (const table of ['evidence_inbox', 'deposits', 'statements', 'deposited_files', 'checkpoints', 'events'])
    for (const sql of [
      `update ${table} set ${table === 'checkpoints' ? 'note' : table === 'events' ? 'act' : 'org_id'} = null`,
      `delete from ${table}`,
    ]) {
      await expect(asSystem(sql), sql).rejects.toThrow('permission denied');
      await expect(
        asApp(officer, (client) => client.query(sql)),
        sql,
      ).rejects.toThrow('permission denied');
    }
  const other = await makeOrganisation(house(), { kind: 'enterprise' });
  const receive = (organisation: string) => `insert into evidence_inbox (id, org_id, salt, digest_prefix, entry)
    values (gen_random_uuid(), '${organisation}', decode(repeat('00', 16), 'hex'), 0, decode(repeat('00', 100), 'hex'))`;
  await asApp(officer, (client) => client.query(receive(firm.id)));
  for (const organisation of [other.id, '00000000-0000-0000-0000-000000000000'])
    await expect(asApp(officer, (client) => client.query(receive(organisation)))).rejects.toThrow('row-level security');
  await expect(asApp(officer, (client) => client.query('select * from humi_sequence(null, 1)'))).rejects.toThrow(
    'permission denied',
  );
});
