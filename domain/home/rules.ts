import { daysBetween } from '../clock.ts';

/** What may stand among the three things: a clock of my organisation, a part that waits for my office's word, an exhibit that waits for its receipt. */
export type Candidate = {
  readonly deadline_id: string | null;
  readonly kind: string;
  readonly noun: string;
  readonly row_id: string;
  readonly task_id: string | null;
  readonly programme_id: string | null;
  readonly programme_title: string | null;
  readonly title: string;
  readonly due_on: string | null;
  readonly since_on: string | null;
  readonly unit: string | null;
  readonly to_on: string | null;
};

export type ThingToDo = {
  readonly deadline_id: string | null;
  readonly noun: string;
  readonly row_id: string;
  readonly programme_id: string | null;
  readonly programme_title: string | null;
  readonly title: string;
  readonly why: { key: string; facts: Record<string, string | number> };
  readonly due_on: string | null;
  readonly late_days: number;
  readonly act: string;
};

/** Nobody does more than three things in a morning (promise 4). */
export const mostThings = 3;

/**
 * The three things to do today: what is late first, the oldest before the others; then decisions that somebody waits
 * for, the longest waiting first; then what is due soonest. Equal things keep their order by id.
 */
export function rankThings(candidates: readonly Candidate[], today: string): ThingToDo[] {
  const ranked = [...candidates].sort(
    (a, b) =>
      rank(a, today) - rank(b, today) ||
      (sortDay(a) < sortDay(b) ? -1 : sortDay(a) > sortDay(b) ? 1 : a.row_id < b.row_id ? -1 : 1),
  );
  return ranked.slice(0, mostThings).map((one) => toThing(one, today));
}

/** Somebody waits for the answer. */
const waiting: readonly string[] = ['part.waiting', 'extension.decide', 'exhibit.waiting', 'firm.applied'];
/** Good to do when nothing is due: nobody waits for it and no day is set. */
const advised: readonly string[] = ['firm.weak', 'firm.unvisited'];

/** A part that a unit has reported is not late any more, however late it was; a decision past its own day is. */
const isLate = ({ kind, due_on }: Candidate, today: string): boolean =>
  kind !== 'part.waiting' && due_on !== null && due_on < today;

const rank = (one: Candidate, today: string): number =>
  isLate(one, today) ? 0 : waiting.includes(one.kind) ? 1 : advised.includes(one.kind) ? 3 : 2;

/** These count from the day since when somebody waits, not to a day until when. */
const hasNoDay = (kind: string): boolean => kind !== 'extension.decide' && [...waiting, ...advised].includes(kind);

const sortDay = ({ kind, due_on, since_on }: Candidate): string => (hasNoDay(kind) ? since_on : due_on) ?? '9999-12-31';

const acts: Readonly<Record<string, string>> = {
  'task.due': 'task.report',
  'report.due': 'report.submit',
  'extension.decide': 'task.grant-extension',
  'part.waiting': 'task.confirm',
  'exhibit.waiting': 'exhibit.receive',
  'firm.applied': 'enterprise.approve',
  'firm.weak': 'visit.add',
  'firm.unvisited': 'visit.add',
  'visit.next': 'visit.add',
  'finding.due': 'visit.report',
  'finding.check': 'visit.confirm',
};

/** A clock of one of several parts of a row has their number behind a second point: finding.due.3f2a. */
const kindOf = (kind: string): string => kind.split('.').slice(0, 2).join('.');

function toThing(one: Candidate, today: string): ThingToDo {
  const { deadline_id, kind, noun, row_id, task_id, programme_id, programme_title, title, due_on } = one;
  return {
    deadline_id,
    noun: task_id === null ? noun : 'task',
    row_id: task_id ?? row_id,
    programme_id,
    programme_title,
    title,
    why: whyOf(one, today),
    due_on: kind === 'part.waiting' ? null : due_on,
    late_days: due_on !== null && isLate(one, today) ? daysBetween(due_on, today) : 0,
    act: acts[kindOf(kind)] ?? `${noun}.show`,
  };
}

const withoutDay: Readonly<Record<string, string>> = {
  'part.waiting': 'waiting',
  'exhibit.waiting': 'exhibit',
  'firm.applied': 'firm_applied',
  'firm.weak': 'firm_weak',
  'firm.unvisited': 'firm_unvisited',
};

/** The key of the sentence in the language files (`home.why_*`), and its facts. */
function whyOf(one: Candidate, today: string): ThingToDo['why'] {
  const { kind, due_on, since_on, unit, to_on } = one;
  if (hasNoDay(kind)) {
    const days = since_on === null ? 0 : daysBetween(since_on, today);
    const never = kind === 'firm.unvisited' && since_on === null;
    return { key: never ? 'firm_never' : (withoutDay[kind] ?? 'waiting'), facts: { unit: unit ?? '', days } };
  }
  if (kind === 'extension.decide') return { key: 'extension', facts: { unit: unit ?? '', to_on: to_on ?? '' } };
  const report = kind === 'report.due' ? 'report_' : kind === 'task.due' ? '' : 'duty_';
  if (due_on === null) return { key: `${report}open`, facts: {} };
  const left = daysBetween(today, due_on);
  if (left < 0) return { key: `${report}late`, facts: { days: -left } };
  return left === 0 ? { key: `${report}today`, facts: {} } : { key: `${report}due`, facts: { days: left } };
}

export type ProgrammeState = {
  readonly id: string;
  readonly title: string;
  readonly tasks: number;
  readonly confirmed: number;
  readonly late: number;
  readonly from_on: string | null;
  readonly to_on: string | null;
};

export type TargetState = {
  readonly id: string;
  readonly programme: string;
  readonly subject_text: string;
  readonly standing: string;
  readonly by_on: string | null;
};

export type RiskFound = {
  key: string;
  facts: Record<string, string | number>;
  noun: string;
  row_id: string | null;
  programme_id: string | null;
};

/** From when an end is near, and how far behind the time the tasks must be to be a risk. */
const nearEnd = 60;
const slack = 0.25;

/**
 * What may go wrong, worst first: targets overdue or behind, programmes that end soon or lag behind their time, units
 * whose name in the plan fits no organisation, extensions waiting, targets that nothing counts.
 */
export function risksOf(
  found: {
    readonly programmes: readonly ProgrammeState[];
    readonly targets: readonly TargetState[];
    readonly unresolved: readonly { readonly programme: string; readonly parts: number }[];
    readonly waiting: readonly { readonly programme: string; readonly extensions: number }[];
  },
  today: string,
): RiskFound[] {
  const ofTargets = (standing: string): RiskFound[] =>
    found.targets
      .filter((target) => target.standing === standing)
      .map(({ id, programme, subject_text, by_on }) => ({
        key: `target_${standing}`,
        facts: { target: subject_text, by_on: by_on ?? '' },
        noun: 'target',
        row_id: id,
        programme_id: programme,
      }));
  return [
    ...ofTargets('overdue'),
    ...ofTargets('behind'),
    ...found.programmes.flatMap((programme) => laggingOf(programme, today)),
    ...found.unresolved.map(({ programme, parts }) => ofProgramme('unresolved', programme, { parts })),
    ...found.waiting.map(({ programme, extensions }) => ofProgramme('extensions', programme, { extensions })),
    ...ofTargets('no_register'),
  ];
}

const ofProgramme = (key: string, programme: string, facts: Record<string, string | number>): RiskFound => ({
  key,
  facts,
  noun: 'programme',
  row_id: programme,
  programme_id: programme,
});

function laggingOf({ id, title, tasks, confirmed, from_on, to_on }: ProgrammeState, today: string): RiskFound[] {
  if (tasks === 0 || confirmed === tasks || to_on === null) return [];
  const left = daysBetween(today, to_on);
  const open = tasks - confirmed;
  if (left < 0) return [ofProgramme('ended', id, { title, open })];
  if (left <= nearEnd) return [ofProgramme('ends_soon', id, { title, open, days: left })];
  if (from_on === null || to_on <= from_on || today <= from_on) return [];
  const passed = daysBetween(from_on, today) / daysBetween(from_on, to_on);
  const done = confirmed / tasks;
  return passed - done > slack
    ? [ofProgramme('slow', id, { title, done: Math.round(done * 100), passed: Math.round(passed * 100) })]
    : [];
}
