import { nouns, singularOf, type Term, verbs } from '#domain/glossary.ts';

/** The same said in both languages. */
export type Words = { readonly zh: string; readonly en: string };

/** A moment in Beijing time, to the second. Milliseconds since 1970. */
export function moment(at: number): Words {
  const { zh, en } = dayOf(at);
  const time = beijing(at)?.slice(11, 19);
  return time === undefined ? { zh, en } : { zh: `${zh}${time}（北京时间）`, en: `${en} ${time} (UTC+8)` };
}

/** The same of ISO text, as facts have it; of a moment beyond what dates can hold they have the number. */
export const momentOf = (at: string): Words => moment(/^\d+$/.test(at) ? Number(at) : Date.parse(at));

/** The day in Beijing. An entry may claim any number: one that is no moment stays a number. */
export function dayOf(at: number): Words {
  const day = beijing(at)?.slice(0, 10);
  if (day === undefined) return { zh: String(at), en: String(at) };
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return { zh: `${year}年${month}月${dayOfMonth}日`, en: day };
}

/** ISO text shifted by eight hours; undefined beyond the years of four digits. */
function beijing(at: number): string | undefined {
  const date = new Date(at + 8 * 3600_000);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** `“a”、“b”` and `“a” and “b”`. */
export function listed(names: readonly string[]): Words {
  const quoted = names.map((name) => `“${name}”`);
  const last = quoted.at(-1) ?? '';
  const en = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} and ${last}` : last;
  return { zh: quoted.join('、'), en };
}

/** What an entry's kind is called: an act by the glossary, else the kind itself. */
export function kindLabel(kind: string): Words {
  if (kind === 'file') return { zh: '文件', en: 'file' };
  if (kind === 'manifest') return { zh: '文件夹清单', en: 'folder manifest' };
  const [one = '', act = ''] = kind.split('.');
  const noun = nounOf.get(one);
  const verb = verbOf.get(act);
  if (!noun || !verb) return { zh: kind, en: kind };
  return { zh: said(noun.zh, verb.zh, ' · '), en: said(noun.en, verb.en, ': ') };
}

/** A verb that has its noun inside (上传附件) says all by itself. */
const said = (noun: string, verb: string, between: string): string =>
  verb.includes(noun) ? verb : `${noun}${between}${verb}`;

const nounOf = new Map(Object.entries<Term>(nouns).map(([name, term]) => [singularOf(name), term]));
const verbOf = new Map(Object.entries<Term>(verbs));

/** A sentence with its places {name} filled; a Words value fills each language with its own text. */
export function fill(sentence: Words, detail: Detail): Words {
  const { zh, en } = partsOf(sentence);
  return { zh: joined(zh, detail, 'zh'), en: joined(en, detail, 'en') };
}

/** Text and names by turns. Taken apart once: a checker fills the same few sentences thousands of times. */
type Parts = { readonly zh: readonly string[]; readonly en: readonly string[] };
const taken = new WeakMap<Words, Parts>();

function partsOf(sentence: Words): Parts {
  const known = taken.get(sentence);
  if (known) return known;
  const parts = { zh: sentence.zh.split(/\{(\w+)\}/), en: sentence.en.split(/\{(\w+)\}/) };
  taken.set(sentence, parts);
  return parts;
}

function joined(parts: readonly string[], detail: Detail, language: 'zh' | 'en'): string {
  let text = '';
  for (const [place, part] of parts.entries()) {
    const value = place % 2 === 0 ? part : (detail[part] ?? '');
    text += typeof value === 'object' ? value[language] : plain(String(value));
  }
  return text;
}

/**
 * Text from a file that somebody else made, on one line and in its order: control characters, which steer a terminal, and
 * those that turn the direction of writing become U+FFFD. With `lines` line feeds and tabs stay.
 */
export const plain = (text: string, { lines = false }: { lines?: boolean } = {}): string =>
  steering.test(text) ? text.replaceAll(lines ? steeringButLines : steeringAll, '\ufffd') : text;

const steering = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const steeringAll = new RegExp(steering, 'gu');
const steeringButLines = /[^\P{Cc}\n\t]|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

export type Detail = Readonly<Record<string, string | number | Words>>;
