import { newId } from '#server/kernel/id.ts';
import type { TestHouse } from './house.ts';
import type { TestOrganisation } from './people.ts';

export type TestPart = {
  readonly id: string;
  readonly organisation: TestOrganisation | null;
  readonly role: 'lead' | 'supporting';
};

export type TestTask = { readonly id: string; readonly no: string; readonly parts: readonly TestPart[] };

export type TestProgramme = {
  readonly id: string;
  readonly title: string;
  readonly office: TestOrganisation;
  readonly phases: readonly string[];
  readonly measures: readonly string[];
  readonly tasks: readonly TestTask[];
};

/** A task to make. `units` that are text stay unresolved; `group` marks the members of a group. */
export type WantedTask = {
  readonly text?: string;
  readonly due?: string | null;
  readonly from?: string | null;
  readonly measure?: number;
  readonly phase?: number;
  readonly state?: 'assigned' | 'reported' | 'confirmed' | 'cancelled';
  readonly lead?: readonly (TestOrganisation | string)[];
  readonly supporting?: readonly (TestOrganisation | string)[];
  readonly group?: string;
};

export type WantedProgramme = {
  readonly title?: string;
  readonly state?: 'running' | 'closed';
  readonly from?: string;
  readonly to?: string;
  readonly phases?: readonly { title: string; from: string; to: string }[];
  readonly measures?: readonly string[];
  readonly tasks?: readonly WantedTask[];
  /** Organisations beside the office and the units that the programme is shared with. */
  readonly sharedWith?: readonly TestOrganisation[];
};

let counter = 0;

const twoPhases = [
  { title: '动员部署', from: '2026-01-01', to: '2026-06-30' },
  { title: '组织实施', from: '2026-07-01', to: '2027-12-31' },
];

/** A running programme of `office`, written as the owner of the database: phases, measures, tasks, parts, shares, deadlines. */
export async function makeProgramme(
  house: TestHouse,
  office: TestOrganisation,
  wanted: WantedProgramme = {},
): Promise<TestProgramme> {
  counter += 1;
  const {
    title = `示例方案${counter}`,
    state = 'running',
    from = '2026-01-01',
    to = '2027-12-31',
    phases = twoPhases,
    measures = ['健全制度', '加强执法'],
  } = wanted;
  const { owner } = house.house.database;
  const id = newId();
  await owner.query(
    `insert into programmes (id, org_id, division_code, path, province_code, city_code, title, from_on, to_on, state)
     select $1, $2, code, path, province_code, city_code, $3, $4, $5, $6 from divisions where code = $7`,
    [id, office.id, title, from, to, state, office.division_code],
  );
  const phaseIds = await insertAll(phases, (phase, position, row) =>
    owner.query(
      'insert into phases (id, programme_id, path, position, title, from_on, to_on) values ($1, $2, $3, $4, $5, $6, $7)',
      [row, id, office.path, position, phase.title, phase.from, phase.to],
    ),
  );
  const measureIds = await insertAll(measures, (name, position, row) =>
    owner.query('insert into measures (id, programme_id, path, position, no, title) values ($1, $2, $3, $4, $5, $6)', [
      row,
      id,
      office.path,
      position,
      `（${position + 1}）`,
      name,
    ]),
  );
  const programme = { id, title, office, phases: phaseIds, measures: measureIds, tasks: [] };
  for (const organisation of [office, ...(wanted.sharedWith ?? [])]) await shareProgramme(house, id, organisation);
  const tasks: TestTask[] = [];
  for (const task of wanted.tasks ?? []) tasks.push(await makeTask(house, programme, task, tasks.length));
  return { ...programme, tasks };
}

/** The organisation sees the programme and what it holds. */
export async function shareProgramme(
  house: TestHouse,
  programme: string,
  organisation: TestOrganisation,
): Promise<void> {
  await house.house.database.owner.query(
    "insert into shares (noun, row_id, org_id) values ('programme', $1, $2) on conflict do nothing",
    [programme, organisation.id],
  );
}

/** One task with its parts, their shares and their deadlines. */
export async function makeTask(
  house: TestHouse,
  programme: TestProgramme,
  wanted: WantedTask = {},
  position = 0,
): Promise<TestTask> {
  const {
    text = `示例任务${position + 1}`,
    due = '2026-12-31',
    from = null,
    measure = 0,
    phase,
    state = 'assigned',
    lead = [],
    supporting = [],
    group = null,
  } = wanted;
  const { owner } = house.house.database;
  const { office } = programme;
  const [id, no] = [newId(), String(position + 1)];
  await owner.query(
    `insert into tasks (id, programme_id, path, measure_id, phase_id, position, no, text, from_on, due_on, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      programme.id,
      office.path,
      programme.measures[measure] ?? null,
      phase === undefined ? null : (programme.phases[phase] ?? null),
      position,
      no,
      text,
      from,
      due,
      state,
    ],
  );
  const parts: TestPart[] = [];
  for (const [role, unit] of [
    ...lead.map((unit) => ['lead', unit] as const),
    ...supporting.map((unit) => ['supporting', unit] as const),
  ]) {
    const part = newId();
    const organisation = typeof unit === 'string' ? null : unit;
    const name = typeof unit === 'string' ? unit : unit.name;
    await owner.query(
      `insert into parts (id, task_id, programme_id, path, org_id, unit_name, group_name, role, state, due_on, reported_at, confirmed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $9 in ('reported', 'confirmed') then now() end, case when $9 = 'confirmed' then now() end)`,
      [part, id, programme.id, office.path, organisation?.id ?? null, name, group, role, state, due],
    );
    if (organisation) await shareProgramme(house, programme.id, organisation);
    if (due)
      await owner.query(
        `insert into deadlines (id, noun, row_id, kind, org_id, programme_id, path, title, due_on, met_at, stopped_at)
         values ($1, 'part', $2, 'task.due', $3, $4, $5, $6, $7, case when $8 in ('reported', 'confirmed') then now() end, case when $8 = 'cancelled' then now() end)`,
        [newId(), part, organisation?.id ?? null, programme.id, office.path, text, due, state],
      );
    parts.push({ id: part, organisation, role });
  }
  return { id, no, parts };
}

async function insertAll<T>(
  rows: readonly T[],
  insert: (row: T, position: number, id: string) => Promise<unknown>,
): Promise<string[]> {
  const ids = rows.map(() => newId());
  for (const [position, row] of rows.entries()) await insert(row, position, ids[position] ?? '');
  return ids;
}
