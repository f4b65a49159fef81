import type { PartState } from './states.ts';

/**
 * The clocks of tasks (C03): what starts, meets and stops them. The door's deadline rows carry these names; how they
 * are counted is domain/clock.ts, late is a question to the rows.
 */
export const taskClocks = {
  /** A unit's part until its due date. Met when the unit reports, again open when the part is returned or reopened. */
  due: { noun: 'part', kind: 'task.due' },
  /** The lead office decides on an extension within working days of its asking (rule row extension_decision). */
  decide: { noun: 'extension', kind: 'extension.decide' },
} as const;

/** What the state of a part means for its clock. */
export const clockOf = (state: PartState): 'runs' | 'met' | 'stopped' =>
  state === 'assigned' ? 'runs' : state === 'cancelled' ? 'stopped' : 'met';

/** Keys of the rule rows (content/rules): days before a due date on which the system reminds, and how often after it. */
export const reminderRules = ['task_reminder_first', 'task_reminder_second', 'task_reminder_last'] as const;
export const lateReminderRule = 'task_reminder_late_every';
export const decisionRule = 'extension_decision';

/**
 * Is a reminder due today for a deadline `left` days away (negative: late)? Before the date on the days of the rule
 * rows, after it on the first day late and then every `lateEvery` days.
 */
export function remindsOn(left: number, before: readonly number[], lateEvery: number): boolean {
  if (left >= 0) return before.includes(left);
  return lateEvery > 0 && (-left - 1) % lateEvery === 0;
}

/** The sentence of a reminder: what is due, and in how many days or since when. */
export function reminderText(title: string, left: number): string {
  const short = title.length > 60 ? `${[...title].slice(0, 60).join('')}…` : title;
  if (left > 0) return `“${short}”还有${left}天到期，请抓紧办理。`;
  if (left === 0) return `“${short}”今天到期，请及时报告完成情况。`;
  return `“${short}”已逾期${-left}天，请尽快办理；确需延期的请说明理由并申请延期。`;
}
