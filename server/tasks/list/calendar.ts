import { addDays } from '#domain/clock.ts';

export type Dated = { readonly id: string; readonly kind: string; readonly title: string; readonly due_on: string };

/** What a calendar shows before the title of a deadline. */
const prefixes: Readonly<Record<string, string>> = {
  'task.due': '任务到期',
  'extension.decide': '审批延期申请',
  'report.due': '报送到期',
};

/** Deadlines as whole-day entries of an iCalendar file (RFC 5545): CRLF, folded at 75 octets, text escaped. */
export function writeCalendar(rows: readonly Dated[], now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Humi//Deadlines//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:护秘期限',
    'X-WR-TIMEZONE:Asia/Shanghai',
  ];
  const entries = rows.flatMap(({ id, kind, title, due_on }) => [
    'BEGIN:VEVENT',
    `UID:${id}@humi`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(due_on)}`,
    `DTEND;VALUE=DATE:${compact(addDays(due_on, 1))}`,
    `SUMMARY:${escapeText(`${prefixes[kind] ?? '到期'}：${title}`)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
  ]);
  return [...head, ...entries, 'END:VCALENDAR', ''].map(fold).join('\r\n');
}

const compact = (day: string): string => day.replaceAll('-', '');

const escapeText = (text: string): string => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** Lines of at most 75 octets; a following line begins with a blank. Characters are never cut apart. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > 75) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current].join('\r\n');
}
