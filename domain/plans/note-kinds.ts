/** What a note of the reader is about, so that a screen can say it in another language. */
export type NoteKind =
  | 'no_such_day'
  | 'end_before_start'
  | 'no_dates'
  | 'overlap'
  | 'length'
  | 'no_phases'
  | 'no_text'
  | 'names'
  | 'outside'
  | 'workdays'
  | 'placed';

const kinds: readonly (readonly [RegExp, NoteKind])[] = [
  [/不是实际存在的日期/, 'no_such_day'],
  [/早于开始时间/, 'end_before_start'],
  [/未写明起止时间/, 'no_dates'],
  [/时间有重叠/, 'overlap'],
  [/所写期限为/, 'length'],
  [/未见实施阶段/, 'no_phases'],
  [/没有可读取的文字/, 'no_text'],
  [/可能含有个人姓名/, 'names'],
  [/超出方案的起止时间/, 'outside'],
  [/按工作日计算/, 'workdays'],
  [/暂按顺序归入/, 'placed'],
];

/** The kind of a note, the words of the text that it quotes, its days and its first number; null for an unknown one. */
export function noteKind(message: string): { kind: NoteKind; words: string[]; days: string[]; number: string } | null {
  const kind = kinds.find(([pattern]) => pattern.test(message))?.[1];
  if (kind === undefined) return null;
  return {
    kind,
    words: [...message.matchAll(/“([^”]*)”/g)].map((match) => match[1] ?? ''),
    days: message.match(/\d{4}-\d{2}-\d{2}/g) ?? [],
    number: /\d+/.exec(message)?.[0] ?? '',
  };
}
