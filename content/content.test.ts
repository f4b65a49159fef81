import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Task = {
  no: string | null;
  text: string;
  lead_units: string[];
  supporting_units: string[];
  due_on: string | null;
  from: string | null;
  to: string | null;
  continuing: boolean;
};
type Measure = { no: string; title: string; tasks: Task[] };
type Draft = {
  title: string;
  document_no: string | null;
  issuer: string;
  issued_on: string | null;
  period: { from: string; to: string };
  basis: { title: string; document_no: string | null }[];
  phases: { title: string; from: string | null; to: string | null }[];
  targets: {
    subject: string;
    comparison: string;
    value: number;
    value_to: number | null;
    by: string;
    text: string;
  }[];
  measures: Measure[];
  council: {
    members: { unit: string; post: string | null }[];
    office: string | null;
    office_duties: string[];
    member_duties: { unit: string; duties: string[] }[];
  } | null;
  reports: { due: string[]; to: string[] }[];
  notes: { level: string; message: string }[];
};
type Pilot = { slug: string; title: string; division_code: string; scope: string; guiding_contact: { unit: string } };
type Programme = {
  slug: string;
  division_code: string;
  scope: string;
  parent: string | null;
  draft: Draft;
  pilots: Pilot[];
};
type Plan = Programme & {
  units: { name: string; aliases: string[]; kind: string; division_code: string }[];
  groups: { name: string; kind: string; division_codes: string[] }[];
};
type Demo = Programme & {
  as_of: string;
  owner: string;
  groups: { name: string; members: string[] }[];
  reports_submitted: { due_on: string; days_ago: number; by: string }[];
};
type Sibling = Demo & {
  officer: string;
  state: string;
  progress: { task_no: string; unit: string; done_days_ago: number }[];
};
type Organisation = {
  slug: string;
  kind: string;
  name: string;
  short_name: string;
  aliases: string[];
  division_code: string;
  superior: string | null;
  credit_code: string | null;
};
type Person = {
  slug: string;
  name: string;
  login: string;
  posts: { organisation: string; title: string; roles: string[] }[];
  persona_label: { zh: string; en: string };
};
type Act = {
  task_no: string;
  unit: string;
  days_ago: number;
  act: string;
  text: string;
  by: string;
  new_due_on?: string;
};
type Metric = { key: string; unit: string; kind: string; denominator: string | null; available: boolean };
type LegalRule = {
  key: string;
  value: number | string;
  unit: string;
  in_force_from: string;
  in_force_to: string | null;
  law: string;
  certainty: string;
};

const here = import.meta.dirname;
const read = <T>(file: string): T => JSON.parse(readFileSync(join(here, file), 'utf8'));
const readCsv = (file: string): string[][] =>
  readFileSync(join(here, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

const slugs = ['national-pilot-2022', 'donge-2022', 'gedian-2023', 'urad-2023', 'sanming-2023'];
const plans = slugs.map((slug) => read<Plan>(`programmes/${slug}.json`));
const demo = read<Demo>('demo/programme.json');
const siblings = read<Sibling[]>('demo/siblings.json');
const organisations = read<Organisation[]>('demo/organisations.json');
const people = read<Person[]>('demo/people.json');
const history = read<Act[]>('demo/history.json');
const registered = read<{ slug: string; kind: string; days_ago: number }[]>('demo/targets-history.json');
const metrics = read<Metric[]>('metrics.json');
const rules = read<LegalRule[]>('rules/legal-rules.json');
const [nationalHead = [], ...national] = readCsv('divisions/divisions.csv');
const [demoHead = [], ...invented] = readCsv('demo/divisions.csv');
const divisions = new Map([...national, ...invented].map(([code = '', name = '', parent = '', kind = '']) => [code, { name, parent, kind }]));
const everyProgramme: Programme[] = [...plans, demo, ...siblings];
const tasksOf = (programme: Programme): Task[] => programme.draft.measures.flatMap((measure) => measure.tasks);
const bySlug = new Map(organisations.map((organisation) => [organisation.slug, organisation]));

describe('divisions [C16]', () => {
  test('have the agreed columns, kinds and unique codes', () => {
    expect(nationalHead.join()).toBe('code,name,parent_code,kind,valid_from,valid_to');
    expect(demoHead).toEqual(nationalHead);
    expect(divisions.size).toBe(national.length + invented.length);
    expect(national.length).toBe(3343);
    const kinds = new Set([...divisions.values()].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['city', 'county', 'development_zone', 'nation', 'province']);
    expect([...national, ...invented].filter((row) => row.length !== 6)).toEqual([]);
  });

  test('reach the root from everywhere', () => {
    for (const code of divisions.keys()) expect(pathToRoot(code).at(-1), code).toBe('000000');
  });

  test('hold the places that the plans name, and no heading in place of a name', () => {
    const named = { '371524': '东阿县', '150824': '乌拉特中旗', '350400': '三明市', '350428': '将乐县', '350421': '明溪县' };
    for (const [code, name] of Object.entries(named)) expect(divisions.get(code)?.name).toBe(name);
    expect(divisions.get('Z42070001')).toMatchObject({ parent: '420700', kind: 'development_zone' });
    expect(divisions.get('130471')?.kind).toBe('development_zone');
    for (const code of ['710000', '810000', '820000']) expect(divisions.get(code)?.kind).toBe('province');
    expect([...divisions.values()].filter(({ name }) => /^(市辖区|县)$|直辖县级/.test(name))).toEqual([]);
  });

  test('of the demonstration cannot be mistaken for real ones', () => {
    const realNames = new Set(national.map(([, name]) => name));
    for (const [code = '', name] of invented) {
      expect(code).toMatch(/^X\d{5}$/);
      expect(realNames.has(name), name).toBe(false);
    }
  });
});

describe('programmes', () => {
  test.each([[0, 6], [1, 5], [2, 7], [3, 7], [4, 4]])('[C01] number %i has %i measures', (index, count) => {
    expect(plans[index]?.draft.measures.length).toBe(count);
  });

  test.each(everyProgramme.map((p) => [p.slug, p] as const))('[C01][C02] %s: dates are real and in order', (_slug, { draft }) => {
    const spans = [draft.period, ...draft.phases, ...draft.measures.flatMap((m) => m.tasks)];
    for (const { from, to } of spans) {
      for (const day of [from, to]) expect(day === null || isDay(day), String(day)).toBe(true);
      if (from !== null && to !== null) expect(from <= to, `${from} ${to}`).toBe(true);
    }
    for (const { due_on, from } of draft.measures.flatMap((m) => m.tasks)) {
      if (due_on !== null) expect(isDay(due_on) && (from ?? due_on) <= due_on).toBe(true);
    }
    for (const target of draft.targets) expect(isDay(target.by)).toBe(true);
    for (const report of draft.reports) for (const due of report.due) expect(isDay(`2026-${due}`)).toBe(true);
    expect(draft.issued_on === null || isDay(draft.issued_on)).toBe(true);
  });

  test.each(everyProgramme.map((p) => [p.slug, p] as const))('[C03] %s: each task has a due day or runs on', (_slug, programme) => {
    for (const task of tasksOf(programme)) {
      expect(task.continuing, task.text).toBe(task.due_on === null);
      if (task.continuing) expect(task.from !== null && task.to !== null, task.text).toBe(true);
    }
    expect(duplicates(tasksOf(programme).flatMap((task) => task.no ?? []))).toEqual([]);
    expect(duplicates(programme.draft.measures.map((measure) => measure.no))).toEqual([]);
  });

  test.each(everyProgramme.map((p) => [p.slug, p] as const))('[C04] %s: targets count from the catalogue', (_slug, { draft }) => {
    const keys = new Set(metrics.map((metric) => metric.key));
    for (const target of draft.targets) {
      expect(keys.has(target.subject), target.subject).toBe(true);
      expect(['at_least', 'exactly', 'at_most', 'between']).toContain(target.comparison);
      expect(target.value_to !== null).toBe(target.comparison === 'between');
      if (target.value_to !== null) expect(target.value_to).toBeGreaterThan(target.value);
    }
  });

  test('keep the printed shape, and no place in a text that is not shipped', () => {
    const shape = 'title document_no issuer issued_on period basis phases targets measures council reports notes'.split(' ');
    const task = 'no text lead_units supporting_units due_on from to continuing source'.split(' ');
    for (const programme of everyProgramme) {
      expect(Object.keys(programme.draft)).toEqual(shape);
      for (const each of tasksOf(programme)) expect(Object.keys(each)).toEqual(task);
      expect(JSON.stringify(programme)).not.toMatch(/"source":[^n]/);
    }
  });

  test('name divisions, parents and guiding contacts that exist [C13]', () => {
    expect(duplicates(everyProgramme.map((programme) => programme.slug))).toEqual([]);
    for (const { slug, division_code, parent, pilots } of everyProgramme) {
      expect(divisions.has(division_code), slug).toBe(true);
      expect(parent === null || slugs.includes(parent), slug).toBe(true);
      for (const pilot of pilots) {
        expect(pathToRoot(pilot.division_code)).toContain(division_code);
        expect(pilot.guiding_contact.unit).not.toBe('');
      }
    }
    expect(plans.map((plan) => plan.parent)).toEqual([null, slugs[0], null, slugs[0], slugs[0]]);
    expect(plans.map((plan) => plan.pilots.length)).toEqual([0, 0, 0, 0, 2]);
  });

  test.each(plans.map((p) => [p.slug, p] as const))('[C05] %s: every unit named by a task or the council is listed once', (_slug, plan) => {
    const names = [...plan.units.flatMap((unit) => [unit.name, ...unit.aliases]), ...plan.groups.map((group) => group.name)];
    expect(duplicates(names)).toEqual([]);
    for (const unit of unitsNamed(plan.draft)) expect(names, unit).toContain(unit);
    for (const code of [...plan.units.map((u) => u.division_code), ...plan.groups.flatMap((g) => g.division_codes)]) {
      expect(divisions.has(code), code).toBe(true);
    }
  });

  test('[C03] Sanming keeps the eleven rows of its table, with their dates', () => {
    const sanming = plans[4];
    const rows = sanming ? tasksOf(sanming).filter((task) => task.no !== null) : [];
    const due = Object.fromEntries(rows.map((task) => [task.no, task.due_on ?? `${task.from}/${task.to}`]));
    const years = '2023-01-01/2025-12-31';
    expect(due).toEqual({
      1: '2023-06-30', 2: '2023-06-30', 3: '2023-11-30', 4: years, 5: years, 6: years,
      7: years, 8: years, 9: '2024-06-30', 10: '2024-06-30', 11: '2025-12-30',
    });
  });
});

describe('metrics, rules, calendar', () => {
  test('metrics: unique keys, a denominator exactly where it is a rate', () => {
    expect(duplicates(metrics.map((metric) => metric.key))).toEqual([]);
    for (const metric of metrics) {
      expect(['count', 'rate']).toContain(metric.kind);
      expect(metric.denominator !== null, metric.key).toBe(metric.kind === 'rate');
      expect(metric.unit === '%', metric.key).toBe(metric.kind === 'rate');
    }
    expect(metrics.filter((metric) => metric.available).map((metric) => metric.key).sort()).toEqual(
      ['agency', 'agreement', 'assessment', 'association', 'contact_point', 'enterprise', 'liaison_officer', 'organisation', 'pilot_region', 'protection_plan', 'report', 'secret_register', 'station', 'task_done', 'visit'],
    );
  });

  test('rules: dated, sourced, certain or marked', () => {
    expect(duplicates(rules.map((rule) => `${rule.key} ${rule.in_force_from}`))).toEqual([]);
    for (const rule of rules) {
      expect(isDay(rule.in_force_from)).toBe(true);
      expect(rule.in_force_to === null || rule.in_force_to > rule.in_force_from, rule.key).toBe(true);
      expect(['T', 'P', 'M', '?']).toContain(rule.certainty);
      expect(rule.law).not.toBe('');
      expect(typeof rule.value).toBe(['month_day', 'date'].includes(rule.unit) ? 'string' : 'number');
    }
  });

  test('calendar: five years, each day once, working days on weekends only', () => {
    const [head, ...days] = readCsv('calendar/working-days.csv');
    expect(head).toEqual(['day', 'kind', 'name', 'source']);
    expect(duplicates(days.map(([day = '']) => day))).toEqual([]);
    for (const [day = '', kind, name, source] of days) {
      expect(isDay(day) && name !== '' && /^https?:/.test(source ?? ''), day).toBe(true);
      if (kind === 'working') expect([0, 6], day).toContain(new Date(day).getUTCDay());
      else expect(kind).toBe('holiday');
    }
    for (const year of [2022, 2023, 2024, 2025, 2026]) {
      const ofYear = days.filter(([day = '']) => day.startsWith(String(year)));
      expect(ofYear.filter(([, kind]) => kind === 'holiday').length).toBeGreaterThanOrEqual(26);
    }
  });
});

describe('the demonstration county', () => {
  test('organisations: unique, placed, under an existing superior', () => {
    expect(duplicates(organisations.map((organisation) => organisation.slug))).toEqual([]);
    expect(duplicates(organisations.flatMap((o) => [o.name, o.short_name, ...o.aliases]))).toEqual([]);
    for (const { slug, division_code, superior } of organisations) {
      expect(divisions.has(division_code), slug).toBe(true);
      expect(superior === null || bySlug.has(superior), slug).toBe(true);
    }
  });

  test('credit codes pass GB 32100 and are plainly invented; enterprises have one, others none', () => {
    const codes = organisations.flatMap((organisation) => organisation.credit_code ?? []);
    expect(duplicates(codes)).toEqual([]);
    for (const code of codes) expect(code.startsWith('91000000DEM') && passesGb32100(code), code).toBe(true);
    expect(passesGb32100('91000000DEM000014L')).toBe(false);
    for (const { kind, credit_code } of organisations) expect(credit_code !== null).toBe(kind === 'enterprise');
  });

  test('people: invented names, existing posts, known roles; every role has somebody', () => {
    const roles = 'programme_officer leader unit_officer enterprise_officer station_officer employee superior_officer system_administrator security_administrator audit_administrator'.split(' ');
    expect(duplicates(people.flatMap((person) => person.slug))).toEqual([]);
    expect(duplicates(people.map((person) => person.login))).toEqual([]);
    expect(duplicates(people.map((person) => person.name))).toEqual([]);
    for (const person of people) {
      expect(person.name).toMatch(/^示例·/);
      expect(person.persona_label.zh && person.persona_label.en).toBeTruthy();
      for (const post of person.posts) expect(bySlug.has(post.organisation), person.slug).toBe(true);
    }
    const held = new Set(people.flatMap((person) => person.posts.flatMap((post) => post.roles)));
    expect([...held].sort()).toEqual(roles.sort());
    expect(people.filter((person) => person.posts.length > 1).length).toBeGreaterThanOrEqual(1);
  });

  test('units of the programmes resolve to exactly one organisation or a group', () => {
    for (const programme of [demo, ...siblings]) {
      const groups = programme.groups.map((group) => group.name);
      const units = [...unitsNamed(programme.draft), ...programme.pilots.map((p) => p.guiding_contact.unit), ...programme.draft.reports.flatMap((r) => r.to)];
      for (const unit of units) expect(groups.includes(unit) || resolve(unit).length === 1, unit).toBe(true);
      for (const member of programme.groups.flatMap((group) => group.members)) expect(bySlug.has(member), member).toBe(true);
      expect(bySlug.has(programme.owner)).toBe(true);
    }
    expect(tasksOf(demo).length).toBe(28);
    expect(demo.pilots.length).toBe(2);
  });

  test('history: by people who may, in a possible order, not before the task begins', () => {
    for (const [index, act] of history.entries()) {
      const task = tasksOf(demo).find((each) => each.no === act.task_no);
      const person = people.find((each) => each.slug === act.by);
      expect(task && person, act.text).toBeTruthy();
      const isOffice = act.act === 'confirm' || act.act === 'grant_extension';
      const mayAct = isOffice
        ? person?.posts.some((post) => post.roles.includes('programme_officer'))
        : person?.posts.some((post) => post.organisation === act.unit);
      expect(mayAct, act.text).toBe(true);
      const allowed = act.act === 'note' ? [...(task?.lead_units ?? []), ...(task?.supporting_units ?? [])] : (task?.lead_units ?? []);
      expect(allowed.flatMap(membersOf), `${act.task_no} ${act.unit}`).toContain(act.unit);
      expect(daysBefore(demo.as_of, act.days_ago) >= (task?.from ?? ''), `${act.task_no} ${act.text}`).toBe(true);
      const needs = { confirm: 'report_done', grant_extension: 'request_extension' }[act.act];
      const before = history.slice(0, index).filter((each) => each.task_no === act.task_no && each.unit === act.unit);
      if (needs !== undefined) expect(before.some((each) => each.act === needs), act.text).toBe(true);
      expect(act.new_due_on !== undefined).toBe(act.act.endsWith('_extension'));
      expect(['note', 'report_done', 'confirm', 'request_extension', 'grant_extension']).toContain(act.act);
    }
    expect(history.map((act) => act.days_ago)).toEqual(history.map((act) => act.days_ago).sort((a, b) => b - a));
  });

  test('on its day some tasks are done, some late, some near their end', () => {
    const soon = daysBefore(demo.as_of, -14);
    const confirmed = (task: Task, unit: string) => history.some((a) => a.task_no === task.no && a.unit === unit && a.act === 'confirm');
    const isDone = (task: Task) => task.lead_units.flatMap(membersOf).every((unit) => confirmed(task, unit));
    const open = tasksOf(demo).filter((task) => !isDone(task) && task.due_on !== null);
    expect(tasksOf(demo).filter(isDone).length).toBeGreaterThanOrEqual(6);
    expect(open.filter((task) => (task.due_on ?? '') < demo.as_of).length).toBeGreaterThanOrEqual(3);
    expect(open.filter((task) => (task.due_on ?? '') >= demo.as_of && (task.due_on ?? '') <= soon).length).toBeGreaterThanOrEqual(2);
  });

  test('registers grow: every firm, station, association and agency has its day', () => {
    const counted = organisations.filter((o) => ['enterprise', 'station', 'association', 'agency'].includes(o.kind));
    expect(registered.map((each) => each.slug).sort()).toEqual(counted.map((o) => o.slug).sort());
    for (const each of registered) expect(bySlug.get(each.slug)?.kind).toBe(each.kind);
  });

  test('siblings stand in different states, their progress fits their tasks', () => {
    expect(siblings.map((sibling) => sibling.state).sort()).toEqual(['closed', 'draft', 'running', 'running']);
    for (const sibling of siblings) {
      expect(people.find((p) => p.slug === sibling.officer)?.posts[0]?.organisation).toBe(sibling.owner);
      const byNo = new Map(tasksOf(sibling).map((task) => [task.no, task]));
      for (const step of sibling.progress) {
        const task = byNo.get(step.task_no);
        expect(daysBefore(demo.as_of, step.done_days_ago) >= (task?.from ?? '9'), `${sibling.slug} ${step.task_no}`).toBe(true);
        expect(step.unit).toBe(sibling.owner);
      }
    }
  });
});

describe('our own words', () => {
  const folder = join(here, '../../shared/plans');
  const texts = everyProgramme.flatMap((programme) => wordsOf(programme).map((text) => [programme.slug, text] as const));

  test('are short', () => {
    for (const [slug, text] of texts) expect(text.length, `${slug}: ${text}`).toBeLessThanOrEqual(60);
  });

  test.skipIf(!existsSync(folder))('share no 16 characters in a row with a plan, titles in 《》 aside', () => {
    const originals = readdirSync(folder).map((file) => onlyWords(readFileSync(join(folder, file), 'utf8')));
    expect(originals.length).toBe(4);
    const copied = (text: string) =>
      sixteens(onlyWords(text)).filter((piece) => originals.some((original) => original.includes(piece)));
    for (const [slug, text] of texts) expect(copied(text), `${slug}: ${text}`).toEqual([]);
    const planted = originals[0]?.match(/[^·]{20}/)?.[0] ?? '';
    expect(copied(planted).length).toBeGreaterThan(0);
  });
});

function pathToRoot(code: string): string[] {
  const path: string[] = [];
  for (let at = code; at !== '' && path.length < 10; at = divisions.get(at)?.parent ?? '?') path.push(at);
  return path;
}

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
}

function duplicates(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function unitsNamed(draft: Draft): string[] {
  const ofTasks = draft.measures.flatMap((m) => m.tasks).flatMap((task) => [...task.lead_units, ...task.supporting_units]);
  return [...ofTasks, ...(draft.council?.members ?? []).map((member) => member.unit), ...(draft.council?.office ? [draft.council.office] : [])];
}

function resolve(unit: string): Organisation[] {
  return organisations.filter((o) => [o.name, o.short_name, ...o.aliases].includes(unit));
}

function membersOf(unit: string): string[] {
  return demo.groups.find((group) => group.name === unit)?.members ?? resolve(unit).map((o) => o.slug);
}

// GB 32100-2015: weights 3^i mod 31 over 31 signs without I, O, S, V, Z.
function passesGb32100(code: string): boolean {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (code.length !== 18 || [...code].some((sign) => !signs.includes(sign))) return false;
  const sum = [...code.slice(0, 17)].reduce((total, sign, i) => total + signs.indexOf(sign) * (3 ** i % 31), 0);
  return signs[(31 - (sum % 31)) % 31] === code[17];
}

function wordsOf({ scope, draft, pilots }: Programme): string[] {
  return [
    scope,
    ...draft.targets.map((target) => target.text),
    ...draft.measures.flatMap((measure) => [measure.title, ...measure.tasks.map((task) => task.text)]),
    ...(draft.council?.office_duties ?? []),
    ...(draft.council?.member_duties ?? []).flatMap((member) => member.duties),
    ...draft.notes.map((note) => note.message),
    ...pilots.flatMap((pilot) => [pilot.title, pilot.scope]),
  ];
}

function onlyWords(text: string): string {
  return text.replace(/《[^》]*》/g, '·').replace(/[^\p{L}\p{N}·]/gu, '');
}

function sixteens(text: string): string[] {
  const pieces = Array.from({ length: Math.max(0, text.length - 15) }, (_, i) => text.slice(i, i + 16));
  return pieces.filter((piece) => !piece.includes('·'));
}
