/**
 * How a draft that the plan reader printed is compared with one made by hand.
 *
 * `node test/plans/score.ts [dir]` reads every plan of the folder (default: test/fixtures/plans and the real plans of
 * ../shared/plans when they are there), prints a table and every difference, and exits 1 when a plan is under the bar.
 *
 * An expected draft `NAME.expected.json` lies beside `NAME.txt|.md|.html|.docx|.pdf|.xlsx` and has the printed shape
 * without `source`. Keys that are a matter of taste are left out and then not compared. A value `{"either": [..]}`
 * accepts each of the values. Additions to the printed shape:
 * - `tasks` at the top: tasks that may stand in any measure; inside a measure they must stand in that measure
 * - `optional_targets`: value and unit of numbers that a reader may or may not take for a target
 * - `loose_subject` on a target: its subject is a matter of taste
 * - `names`: persons that must not occur in the council or in the units of tasks
 * - `notes`: `{level?, about: [..]}`: a note of that level whose message, or whose place in the text, has one of the words
 * - `partial`: names of lists of which only some elements are expected (basis, phases, measures, members, targets)
 *
 * A fact is one thing that a person would check on the review screen:
 * - title, issuer: equal, or one contains the other and is not much shorter; number, dates: equal (brackets unified)
 * - basis, phases, measures, tasks: an element found by its text is a fact, and so is each of its other fields
 * - a target is found by its value and unit (the best subject, then date, decides between equals); found, comparison,
 *   value_to, by, subject are facts
 * - units: each expected unit is a fact, "nothing more" is one; brackets and a closing 部门 do not matter
 * - council: name, head, office, every deputy, member, post, duty; "no more members" is a fact, and a null council too
 * - reports: due dates are one fact, receivers another
 * - source: for every element found, text.slice(source) has its essential words
 * Printed elements that nobody expected are counted apart: spurious targets, measures, phases.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { printDraft } from '#domain/plans/print.ts';
import { readPlan } from '#domain/plans/read.ts';
import { extractText } from '#server/plans/extract/extract-text.ts';

type Kind = 'head' | 'basis' | 'phases' | 'targets' | 'measures' | 'tasks' | 'council' | 'reports' | 'notes' | 'source';
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };
type Fact = { kind: Kind; ok: boolean; what: string };
type Score = {
  name: string;
  facts: Fact[];
  spurious: { targets: string[]; measures: string[]; phases: string[] };
  ms: number;
  limit: number;
};

const kinds: readonly Kind[] = [
  'head',
  'basis',
  'phases',
  'targets',
  'measures',
  'tasks',
  'council',
  'reports',
  'notes',
  'source',
];
const bar = { recall: 0.95, spuriousTargets: 1, spuriousMeasures: 1, spuriousPhases: 1 } as const;

const root = join(import.meta.dirname, '../..');
export const fixtureFolder = join(root, 'test/fixtures/plans');
export const realFolder = join(fixtureFolder, 'real');
export const realTexts = join(root, '../shared/plans');

type Case = { name: string; file: string; expected: string };

/** The cases of a folder: every expected draft whose plan is there. */
export function listCases(folder: string, plans: string = folder): Case[] {
  if (!existsSync(plans)) return [];
  const files = readdirSync(plans);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.expected.json'))
    .sort()
    .flatMap((file) => {
      const name = file.slice(0, -'.expected.json'.length);
      const plan = files.find((other) => basename(other, extname(other)) === name);
      return plan ? [{ name, file: join(plans, plan), expected: join(folder, file) }] : [];
    });
}

/** Reads one plan with the reader (best of three, in ms from bytes to draft) and compares. */
export async function scoreCase(test: Case): Promise<Score> {
  const bytes = readFileSync(test.file);
  let ms = Number.POSITIVE_INFINITY;
  let text = '';
  let printed: unknown;
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    text = (await extractText(bytes, basename(test.file))).text;
    printed = printDraft(readPlan(text));
    ms = Math.min(ms, performance.now() - start);
  }
  const actual: Fields = JSON.parse(typeof printed === 'string' ? printed : JSON.stringify(printed));
  const expected: Fields = JSON.parse(readFileSync(test.expected, 'utf8'));
  const limit = /\.(docx|pdf|xlsx)$/.test(test.file) ? 1000 : 300;
  return { name: test.name, ...compareDrafts({ expected, actual, text }), ms, limit };
}

export function compareDrafts(input: {
  expected: Fields;
  actual: Fields;
  text: string;
}): Pick<Score, 'facts' | 'spurious'> {
  const facts: Fact[] = [];
  const note = (kind: Kind, ok: boolean, what: string): void => void facts.push({ kind, ok, what });
  const { expected, actual, text } = input;
  compareHead(expected, actual, note);
  compareBasis(expected, actual, note);
  const phases = comparePhases(input, note);
  const targets = compareTargets(input, note);
  const measures = compareMeasures(input, note);
  compareTasks(input, note);
  compareCouncil(expected, actual, note);
  compareReports(input, note);
  compareNotes(input, note);
  checkSources(actual, text, note);
  return { facts, spurious: { phases, targets, measures } };
}

function recall(score: Score, kind?: Kind): number | null {
  const facts = kind ? score.facts.filter((fact) => fact.kind === kind) : score.facts;
  return facts.length === 0 ? null : facts.filter((fact) => fact.ok).length / facts.length;
}

/** Why a plan is under the bar; empty when it is not. */
export function faultsOf(score: Score): string[] {
  const faults: string[] = [];
  const share = recall(score) ?? 0;
  if (share < bar.recall) faults.push(`${percent(share)} of the facts`);
  if (score.spurious.targets.length > bar.spuriousTargets)
    faults.push(`spurious targets: ${score.spurious.targets.join(' | ')}`);
  if (score.spurious.measures.length > bar.spuriousMeasures)
    faults.push(`spurious measures: ${score.spurious.measures.join(' | ')}`);
  if (score.spurious.phases.length > bar.spuriousPhases)
    faults.push(`spurious phases: ${score.spurious.phases.join(' | ')}`);
  if (score.ms > score.limit) faults.push(`${Math.round(score.ms)} ms`);
  return faults;
}

type Note = (kind: Kind, ok: boolean, what: string) => void;
type Input = { expected: Fields; actual: Fields; text: string };

function compareHead(expected: Fields, actual: Fields, note: Note): void {
  for (const key of ['title', 'issuer'] as const) {
    if (key in expected)
      note('head', accepts(expected[key], actual[key], nearlySame), told(key, expected[key], actual[key]));
  }
  for (const key of ['document_no', 'issued_on'] as const) {
    if (key in expected) note('head', accepts(expected[key], actual[key], same), told(key, expected[key], actual[key]));
  }
  const period = fieldsOf(expected.period);
  for (const key of ['from', 'to'] as const) {
    const found = fieldsOf(actual.period)[key] ?? null;
    if (key in period) note('head', accepts(period[key], found, same), told(`period.${key}`, period[key], found));
  }
}

function compareBasis(expected: Fields, actual: Fields, note: Note): void {
  if (!('basis' in expected)) return;
  const rest = listOf(actual.basis);
  for (const want of listOf(expected.basis)) {
    const found = take(rest, (item) => similarity(item.title, want.title), 0.85);
    note('basis', found !== null, `basis ${str(want.title)}`);
    if (want.document_no)
      note(
        'basis',
        found !== null && same(want.document_no, found.document_no),
        told(`number of ${str(want.title)}`, want.document_no, found?.document_no),
      );
  }
  if (!isPartial(expected, 'basis'))
    note('basis', rest.length === 0, `no other basis; there is ${rest.map((item) => str(item.title)).join(' | ')}`);
}

function comparePhases({ expected, actual, text }: Input, note: Note): string[] {
  const rest = listOf(actual.phases);
  if (!('phases' in expected)) return [];
  for (const want of listOf(expected.phases)) {
    const found = take(rest, (item) => similarity(item.title, want.title) + (want.from === item.from ? 0.01 : 0), 0.5);
    note('phases', found !== null, `phase ${str(want.title)}`);
    for (const key of ['from', 'to'] as const) {
      if (key in want)
        note(
          'phases',
          found !== null && accepts(want[key], found[key], same),
          told(`phase ${str(want.title)} ${key}`, want[key], found?.[key]),
        );
    }
    if (found)
      note(
        'source',
        has(sliceOf(found, text), str(want.title).slice(0, 8)),
        `source of phase ${str(want.title)}: ${short(sliceOf(found, text))}`,
      );
  }
  return isPartial(expected, 'phases') ? [] : rest.map((item) => str(item.title));
}

function compareTargets({ expected, actual, text }: Input, note: Note): string[] {
  const rest = listOf(actual.targets);
  if (!('targets' in expected)) return [];
  const wanted = listOf(expected.targets);
  for (const [want, found] of pairTargets(wanted, rest)) {
    const name = `target ${str(want.subject_text)} ${told1(want.value)} ${told1(want.unit)}`;
    note('targets', found !== null, name);
    for (const key of ['comparison', 'value_to', 'by'] as const) {
      if (key in want)
        note(
          'targets',
          found !== null && accepts(want[key], found[key], same),
          told(`${name} ${key}`, want[key], found?.[key]),
        );
    }
    if ('subject' in want)
      note(
        'targets',
        found !== null && accepts(want.subject, found.subject, same),
        told(`${name} subject`, want.subject, found?.subject),
      );
    if (!want.loose_subject)
      note(
        'targets',
        found !== null && subjectFits(want, found),
        told(`${name} subject_text`, want.subject_text, found?.subject_text),
      );
    if (found) note('source', sourceShowsNumber(found, text), `source of ${name}: ${short(sliceOf(found, text))}`);
  }
  for (const may of listOf(expected.optional_targets)) take(rest, (item) => (sameNumber(may, item) ? 1 : 0), 1);
  return isPartial(expected, 'targets')
    ? []
    : rest.map((item) => `${str(item.value)}${str(item.unit)} ${short(str(item.text))}`);
}

/** Pairs wanted and found targets with the same number, the best matches first. */
function pairTargets(wanted: readonly Fields[], rest: Fields[]): [Fields, Fields | null][] {
  const candidates = wanted
    .flatMap((want) =>
      rest.filter((item) => sameNumber(want, item)).map((item) => ({ want, item, worth: worthOf(want, item) })),
    )
    .sort((a, b) => b.worth - a.worth);
  const pairs = new Map<Fields, Fields>();
  for (const { want, item } of candidates) {
    if (pairs.has(want) || !rest.includes(item)) continue;
    pairs.set(want, item);
    rest.splice(rest.indexOf(item), 1);
  }
  return wanted.map((want) => [want, pairs.get(want) ?? null]);
}

function worthOf(want: Fields, item: Fields): number {
  const subject = similarity(item.subject_text, want.subject_text);
  return (
    subject * 2 +
    (accepts(want.by, item.by, same) ? 1 : 0) +
    (accepts(want.comparison, item.comparison, same) ? 0.5 : 0)
  );
}

function sameNumber(want: Fields, item: Fields): boolean {
  return (
    accepts(want.value, item.value, same) && accepts(want.unit, item.unit, (a, b) => sameUnitOfMeasure(str(a), str(b)))
  );
}

function sameUnitOfMeasure(want: string, found: string): boolean {
  const a = plain(want);
  const b = plain(found);
  return a === b || (b !== '' && (a.startsWith(b) || b.startsWith(a)));
}

function subjectFits(want: Fields, found: Fields): boolean {
  return (
    has(str(found.subject_text), str(want.subject_text)) || similarity(found.subject_text, want.subject_text) >= 0.5
  );
}

function sourceShowsNumber(found: Fields, text: string): boolean {
  const slice = sliceOf(found, text).normalize('NFKC');
  const value = str(found.value);
  return slice.includes(value) || /[一二三四五六七八九十百千万两]/.test(slice);
}

function compareMeasures({ expected, actual, text }: Input, note: Note): string[] {
  const rest = listOf(actual.measures);
  if (!('measures' in expected)) return [];
  for (const want of listOf(expected.measures)) {
    const title = str(want.title);
    const found = take(rest, (item) => similarity(item.title, title), 0.6);
    note('measures', found !== null, `measure ${title}`);
    if ('no' in want)
      note('measures', found !== null && sameNo(want.no, found.no), told(`no of measure ${title}`, want.no, found?.no));
    if (found)
      note(
        'source',
        has(sliceOf(found, text), title.slice(0, 6)),
        `source of measure ${title}: ${short(sliceOf(found, text))}`,
      );
  }
  return isPartial(expected, 'measures') ? [] : rest.map((item) => str(item.title));
}

function compareTasks(input: Input, note: Note): void {
  const measures = listOf(input.actual.measures);
  const all = measures.flatMap((measure) => listOf(measure.tasks));
  for (const want of listOf(input.expected.tasks)) compareTask(input, want, all, note);
  for (const measure of listOf(input.expected.measures)) {
    const found = best(measures, (item) => similarity(item.title, measure.title), 0.6);
    const tasks = found ? listOf(found.tasks) : [];
    for (const want of listOf(measure.tasks)) compareTask(input, want, tasks, note);
  }
}

function compareTask(input: Input, want: Fields, tasks: Fields[], note: Note): void {
  const text = str(want.text);
  const name = `task ${short(text)}`;
  const found = take(tasks, (item) => taskLikeness(item, want), 0.6);
  note('tasks', found !== null, name);
  if ('no' in want) note('tasks', found !== null && sameNo(want.no, found.no), told(`${name} no`, want.no, found?.no));
  for (const key of ['lead_units', 'supporting_units'] as const)
    if (key in want) compareUnits(namesOf(want[key]), namesOf(found?.[key]), found !== null, `${name} ${key}`, note);
  for (const key of ['due_on', 'from', 'to', 'continuing'] as const) {
    if (key in want)
      note(
        'tasks',
        found !== null && accepts(want[key], found[key] ?? (key === 'continuing' ? false : null), same),
        told(`${name} ${key}`, want[key], found?.[key]),
      );
  }
  if (found)
    note(
      'source',
      has(sliceOf(found, input.text), text.slice(0, 6)),
      `source of ${name}: ${short(sliceOf(found, input.text))}`,
    );
}

function taskLikeness(item: Fields, want: Fields): number {
  const text = str(item.text);
  const number = want.no !== undefined && sameNo(want.no, item.no) ? 0.1 : 0;
  return (has(text, str(want.text)) ? 1 : similarity(text, want.text)) + number;
}

function compareUnits(want: string[], found: string[], there: boolean, name: string, note: Note): void {
  const rest = [...found];
  for (const unit of want) {
    const index = rest.findIndex((other) => sameOrganisation(unit, other));
    note('tasks', index >= 0, `${name}: ${unit}; found ${found.join(' | ')}`);
    if (index >= 0) rest.splice(index, 1);
  }
  note(
    'tasks',
    there && rest.length === 0,
    `${name}: nothing more than ${want.join(' | ')}; found ${found.join(' | ')}`,
  );
}

function compareCouncil(expected: Fields, actual: Fields, note: Note): void {
  const found = fieldsOf(actual.council);
  checkNames(expected, actual, note);
  if (!('council' in expected)) return;
  if (expected.council === null) {
    note('council', actual.council === null, told('council', null, actual.council));
    return;
  }
  const want = fieldsOf(expected.council);
  for (const key of ['name', 'head'] as const)
    if (key in want)
      note('council', accepts(want[key], found[key], nearlySame), told(`council ${key}`, want[key], found[key]));
  if ('office' in want)
    note(
      'council',
      accepts(want.office, found.office, (a, b) => has(str(b), str(a))),
      told('council office', want.office, found.office),
    );
  if ('deputies' in want) {
    const deputies = namesOf(found.deputies);
    for (const deputy of namesOf(want.deputies))
      note(
        'council',
        deputies.some((other) => nearlySame(deputy, other)),
        `deputy ${deputy}; found ${deputies.join(' | ')}`,
      );
    note(
      'council',
      deputies.length === namesOf(want.deputies).length,
      `${namesOf(want.deputies).length} deputies; found ${deputies.join(' | ')}`,
    );
  }
  compareMembers(expected, want, found, note);
  const duties = namesOf(found.office_duties);
  for (const duty of namesOf(want.office_duties))
    note(
      'council',
      duties.some((other) => has(other, duty)),
      `office duty ${duty}; found ${short(duties.join(' | '))}`,
    );
  for (const unit of listOf(want.member_duties)) {
    const of = listOf(found.member_duties).find((other) => sameOrganisation(str(unit.unit), str(other.unit)));
    note('council', of !== undefined, `duties of ${str(unit.unit)}`);
    for (const duty of namesOf(unit.duties))
      note(
        'council',
        namesOf(of?.duties).some((other) => has(other, duty)),
        `duty of ${str(unit.unit)}: ${duty}`,
      );
  }
}

function compareMembers(expected: Fields, want: Fields, found: Fields, note: Note): void {
  if (!('members' in want)) return;
  const rest = listOf(found.members);
  for (const member of listOf(want.members)) {
    const index = rest.findIndex((other) => sameOrganisation(str(member.unit), str(other.unit)));
    const [other] = index >= 0 ? rest.splice(index, 1) : [];
    note('council', other !== undefined, `member ${str(member.unit)}`);
    if ('post' in member)
      note(
        'council',
        other !== undefined && accepts(member.post, other.post, same),
        told(`post of ${str(member.unit)}`, member.post, other?.post),
      );
  }
  if (!isPartial(expected, 'members'))
    note('council', rest.length === 0, `no more members; there is ${rest.map((other) => str(other.unit)).join(' | ')}`);
}

function checkNames(expected: Fields, actual: Fields, note: Note): void {
  const units = listOf(actual.measures).flatMap((measure) =>
    listOf(measure.tasks).flatMap((task) => [...namesOf(task.lead_units), ...namesOf(task.supporting_units)]),
  );
  const printed = JSON.stringify([actual.council, units, actual.reports]);
  for (const name of namesOf(expected.names))
    note('council', !printed.includes(name), `the person ${name} is left out`);
}

function compareReports({ expected, actual, text }: Input, note: Note): void {
  if (!('reports' in expected)) return;
  const rest = listOf(actual.reports);
  for (const want of listOf(expected.reports)) {
    const due = namesOf(want.due);
    const found = take(rest, (item) => overlap(due, namesOf(item.due)), 0.3);
    note(
      'reports',
      found !== null && overlap(due, namesOf(found.due)) === 1,
      told('reports due', want.due, found?.due ?? null),
    );
    if (found)
      note('source', sliceOf(found, text).trim() !== '' || !('source' in found), `source of report ${due.join()}`);
    if (!('to' in want)) continue;
    const to = namesOf(found?.to);
    const some = fieldsOf(want.to).any_of;
    const ok =
      some === undefined
        ? namesOf(want.to).every((unit) => to.some((other) => sameReceiver(unit, other)))
        : anyReceiver(some, to);
    note('reports', found !== null && ok, told('reports to', want.to ?? null, to));
  }
  if (listOf(expected.reports).length === 0)
    note('reports', rest.length === 0, `no reports; there is ${JSON.stringify(rest)}`);
}

function anyReceiver(some: Json, to: string[]): boolean {
  if (!Array.isArray(some)) return false;
  return some.some((unit) => (unit === null ? to.length === 0 : to.some((other) => sameReceiver(str(unit), other))));
}

function sameReceiver(want: string, found: string): boolean {
  return sameOrganisation(want, found) || has(found, want);
}

function compareNotes({ expected, actual, text }: Input, note: Note): void {
  const notes = listOf(actual.notes);
  for (const want of listOf(expected.notes)) {
    const about = namesOf(want.about);
    const ok = notes.some(
      (item) =>
        (want.level === undefined || item.level === want.level) &&
        about.some((word) => has(str(item.message), word) || has(sliceOf(item, text), word)),
    );
    note(
      'notes',
      ok,
      `note ${str(want.level)} about ${about.join('/')}; found ${short(notes.map((item) => `${str(item.level)}: ${str(item.message)}`).join(' | '))}`,
    );
  }
}

/** Every printed source lies in the text. */
function checkSources(actual: Fields, text: string, note: Note): void {
  const elements = ['phases', 'targets', 'measures', 'notes'].flatMap((key) => listOf(actual[key]));
  const tasks = listOf(actual.measures).flatMap((measure) => listOf(measure.tasks));
  const wrong = [...elements, ...tasks].filter((item) => item.source !== null && sliceOf(item, text).trim() === '');
  note('source', wrong.length === 0, `${wrong.length} sources are empty or outside the text`);
}

function take(items: Fields[], worth: (item: Fields) => number, least: number): Fields | null {
  const found = best(items, worth, least);
  if (found) items.splice(items.indexOf(found), 1);
  return found;
}

function best(items: readonly Fields[], worth: (item: Fields) => number, least: number): Fields | null {
  let found: Fields | null = null;
  let most = least;
  for (const item of items) {
    const value = worth(item);
    if (value >= most && (found === null || value > most)) [found, most] = [item, value];
  }
  return found;
}

function accepts(want: Json | undefined, found: Json | undefined, equal: (a: Json, b: Json) => boolean): boolean {
  const either = fieldsOf(want).either;
  const choices = Array.isArray(either) ? either : [want ?? null];
  return choices.some((choice) => (choice === null ? (found ?? null) === null : found != null && equal(choice, found)));
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === 'string' && typeof b === 'string') return plain(a) === plain(b);
  return (a ?? null) === (b ?? null);
}

function nearlySame(a: Json, b: Json): boolean {
  const [x, y] = [plain(str(a)), plain(str(b))];
  return x === y || (has(y, x) && y.length <= x.length * 1.6) || (has(x, y) && y.length >= x.length * 0.75);
}

function sameOrganisation(a: string, b: string): boolean {
  return bare(a) === bare(b) && bare(a) !== '';
}

function bare(unit: string): string {
  return plain(unit)
    .replace(/[()]/g, '')
    .replace(/(相关|有关)?(职能)?部门$/, '')
    .replace(/^等/, '');
}

function sameNo(want: Json | undefined, found: Json | undefined): boolean {
  const [a, b] = [numberOf(want), numberOf(found)];
  return a === b || (a !== '' && new RegExp(`(^|\\D)${a}$`).test(b));
}

function numberOf(no: Json | undefined): string {
  const digits = '零一二三四五六七八九';
  return plain(str(no))
    .replace(
      /([一二三四五六七八九])?十([一二三四五六七八九])?/g,
      (_, tens: string | undefined, ones: string | undefined) =>
        String((tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)),
    )
    .replace(/[一二三四五六七八九]/g, (digit) => String(digits.indexOf(digit)))
    .replace(/[^\d.]/g, '')
    .replace(/^\.+|\.+$/g, '');
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 1 : a.filter((item) => b.includes(item)).length / all.size;
}

/** Share of common pairs of characters (Dice), 1 when one contains the other and is at least half as long. */
function similarity(a: Json | undefined, b: Json | undefined): number {
  const [x, y] = [plain(str(a)), plain(str(b))].sort((p, q) => p.length - q.length) as [string, string];
  if (x === '' || y === '') return 0;
  if (y.includes(x)) return x.length * 2 >= y.length ? 1 : 0.75;
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2));
  const rest = pairs(y);
  const common = pairs(x).filter((pair) => rest.includes(pair) && rest.splice(rest.indexOf(pair), 1));
  return (2 * common.length) / Math.max(pairs(x).length + pairs(y).length, 1);
}

function has(text: string, part: string): boolean {
  return plain(text).includes(plain(part));
}

/** Without blanks, quotes, and differences of width and brackets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[[【〔]/g, '(')
    .replace(/[\]】〕]/g, ')')
    .replace(/[—–―－～~-]+/g, '-')
    .replace(/[\s"“”'‘’《》|、,，。;；:：]/g, '');
}

function sliceOf(item: Fields, text: string): string {
  const source = item.source;
  if (!Array.isArray(source)) return '';
  const [from, to] = source;
  return typeof from === 'number' && typeof to === 'number' ? text.slice(from, to) : '';
}

function listOf(value: Json | undefined): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function namesOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(str) : [];
}

function fieldsOf(value: Json | undefined): Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

function isPartial(expected: Fields, key: string): boolean {
  return namesOf(expected.partial).includes(key);
}

function str(value: Json | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function told1(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : str(value);
}

function told(what: string, want: Json | undefined, found: Json | undefined): string {
  return `${what}: expected ${JSON.stringify(want ?? null)}, found ${short(JSON.stringify(found ?? null))}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 88)}…` : line;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
}

async function main(folder: string | undefined): Promise<number> {
  const cases = folder ? listCases(folder) : [...listCases(fixtureFolder), ...listCases(realFolder, realTexts)];
  const scores: Score[] = [];
  for (const test of cases) scores.push(await scoreCase(test));
  for (const score of scores) {
    const lines = [
      ...score.facts.filter((fact) => !fact.ok).map((fact) => `  ${fact.kind}: ${fact.what}`),
      ...faultsOf(score).map((fault) => `  UNDER THE BAR ${fault}`),
    ];
    for (const [key, items] of Object.entries(score.spurious))
      for (const item of items) lines.push(`  spurious ${key}: ${item}`);
    if (lines.length > 0) console.log(`${score.name}\n${lines.join('\n')}\n`);
  }
  console.log(['plan'.padEnd(26), 'facts', 'all', ...kinds, 'sp.target', 'sp.measure', 'sp.phase', 'ms'].join('\t'));
  for (const score of scores) {
    const { targets, measures, phases } = score.spurious;
    console.log(
      [
        score.name.padEnd(26),
        score.facts.length,
        percent(recall(score)),
        ...kinds.map((kind) => percent(recall(score, kind))),
        targets.length,
        measures.length,
        phases.length,
        Math.round(score.ms),
      ].join('\t'),
    );
  }
  const failed = scores.filter((score) => faultsOf(score).length > 0);
  console.log(`${scores.length - failed.length} of ${scores.length} plans reach the bar`);
  return scores.length > 0 && failed.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
