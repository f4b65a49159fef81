import { nouns, singularOf, type Term, verbs } from '#domain/glossary.ts';

/** The same said in both languages. */
export type Words = { readonly zh: string; readonly en: string };

/** A moment in Beijing time, to the second. Milliseconds since 1970. */
export function moment(at: number): Words {
  const date = new Date(at + 8 * 3600_000);
  // An entry may claim any number.
  if (Number.isNaN(date.getTime())) return { zh: String(at), en: String(at) };
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return { zh: `${year}年${month}月${dayOfMonth}日${time}（北京时间）`, en: `${day} ${time} (UTC+8)` };
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
  const noun = Object.entries<Term>(nouns).find(([name]) => singularOf(name) === one)?.[1];
  const verb = Object.entries<Term>(verbs).find(([name]) => name === act)?.[1];
  if (!noun || !verb) return { zh: kind, en: kind };
  return { zh: `${noun.zh} · ${verb.zh}`, en: `${noun.en}: ${verb.en}` };
}

/** A sentence with its places {name} filled; a Words value fills each language with its own text. */
export function fill(sentence: Words, detail: Detail): Words {
  const put = (language: 'zh' | 'en'): string =>
    sentence[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = detail[name];
      return typeof value === 'object' ? value[language] : String(value ?? '');
    });
  return { zh: put('zh'), en: put('en') };
}

export type Detail = Readonly<Record<string, string | number | Words>>;
