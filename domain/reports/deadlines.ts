import { addDays, type Day } from '../clock.ts';

/** The clock of a report (C10): runs until its yearly date, met when it is sent. */
export const reportClock = { noun: 'report', kind: 'report.due' } as const;

/** How far ahead the dates of a programme without an end are opened. */
export const openAheadDays = 366;

/** The last day whose dates are open today: the programme's end, else a year from now. */
export const openUntil = (to: Day | null, today: Day): Day => to ?? addDays(today, openAheadDays);

/** Was a report, or is it still, later than its date? `sent` is the day on which it left, null while it has not. */
export const isLate = (due: Day, sent: Day | null, today: Day): boolean => (sent ?? today) > due;

/** What a report's clock and reminder are called. */
export const reportTitle = (programme: string): string => [...`报送工作进展：${programme}`].slice(0, 300).join('');
