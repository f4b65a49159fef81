import { type Day, isDay } from '../clock.ts';
import { Refused } from '../refused.ts';
import { draftLimits } from './bounds.ts';
import type { Draft, Source } from './schema.ts';

/**
 * What the shape of a draft cannot say: days exist, ends are not before starts, sources lie within the text.
 * Throws `impossible_date`, `end_before_start`, `invalid` (each names the field, such as "phases.2.to") and
 * `too_many_rows`. Clauses C01-C04.
 */
export function checkDraft(draft: Draft, textLength: number): void {
  const { issued_on, period_from, period_to } = draft;
  checkDay('issued_on', issued_on.value);
  checkSpan('period_from', period_from.value, 'period_to', period_to.value);
  draft.phases.forEach((phase, index) => {
    checkSpan(`phases.${index}.from`, phase.from, `phases.${index}.to`, phase.to);
  });
  draft.targets.forEach((target, index) => {
    checkDay(`targets.${index}.by`, target.by);
    checkRange(`targets.${index}`, target.value, target.value_to);
  });
  draft.measures.forEach((measure, index) => {
    checkTasks(measure.tasks, `measures.${index}.tasks`);
  });
  draft.reports.forEach((report, index) => {
    report.due.forEach((day, place) => {
      if (!isDay(`2024-${day}`)) throw new Refused('impossible_date', { field: `reports.${index}.due.${place}` });
    });
  });
  checkCount(draft);
  checkSources(draft, textLength, '');
}

function checkTasks(tasks: Draft['measures'][number]['tasks'], field: string): void {
  tasks.forEach((task, index) => {
    const at = `${field}.${index}`;
    checkSpan(`${at}.from`, task.from, `${at}.to`, task.to);
    checkSpan(`${at}.from`, task.from, `${at}.due_on`, task.due_on);
  });
}

function checkSpan(fromField: string, from: Day | null, toField: string, to: Day | null): void {
  checkDay(fromField, from);
  checkDay(toField, to);
  if (from !== null && to !== null && to < from) throw new Refused('end_before_start', { field: toField });
}

function checkDay(field: string, day: Day | null): void {
  if (day !== null && !isDay(day)) throw new Refused('impossible_date', { field });
}

const largest = 1e12;

function checkRange(field: string, value: number, valueTo: number | null): void {
  if (value < 0 || value > largest) throw new Refused('invalid', { field: `${field}.value`, rule: '0 to 1e12' });
  if (valueTo !== null && (valueTo < value || valueTo > largest))
    throw new Refused('invalid', { field: `${field}.value_to`, rule: 'not below the first number' });
}

function checkCount({ measures }: Draft): void {
  const tasks = measures.reduce((sum, measure) => sum + measure.tasks.length, 0);
  if (tasks > draftLimits.list) throw new Refused('too_many_rows', { limit: draftLimits.list });
}

const isSource = (value: unknown): value is NonNullable<Source> =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');

/** Every `source` of the draft, however deep. */
function checkSources(value: unknown, length: number, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const field = path === '' ? key : `${path}.${key}`;
    if (key !== 'source') checkSources(inner, length, field);
    else if (isSource(inner) && (inner[0] > inner[1] || inner[1] > length))
      throw new Refused('invalid', { field, rule: 'within the text' });
  }
}
