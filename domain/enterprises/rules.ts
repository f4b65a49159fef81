import { Refused } from '../refused.ts';

/** GB/T 4754: sections A to T, each with its two-digit divisions. */
export type Section = { readonly code: string; readonly divisions: readonly { readonly code: string }[] };

/** "C2710" and "2710" → section C, division 27, code 2710; "C" → section C. Null when there is no such industry. */
export function industryOf(
  text: string,
  sections: readonly Section[],
): { section: string; division: string | null; code: string } | null {
  const [, letter = '', digits = ''] = /^([A-T]?)([0-9]{0,4})$/.exec(text) ?? [];
  if (letter === '' && digits === '') return null;
  if (digits === '')
    return sections.some(({ code }) => code === letter) ? { section: letter, division: null, code: letter } : null;
  if (digits.length < 2) return null;
  const division = digits.slice(0, 2);
  const section = sections.find(({ divisions }) => divisions.some(({ code }) => code === division));
  if (!section || (letter !== '' && section.code !== letter)) return null;
  return { section: section.code, division, code: digits };
}

/** The industry as it is kept (a letter, or digits alone); refuses unknown_industry. Null and undefined pass. */
export function checkIndustry<T extends string | null | undefined>(text: T, sections: readonly Section[]): T | string {
  if (text === null || text === undefined) return text;
  const found = industryOf(text, sections);
  if (!found) throw new Refused('unknown_industry', { field: 'industry', code: text });
  return found.code;
}

/**
 * What the kept code of a firm begins with when it is in the wanted industry: a section stands for all of its divisions.
 * Null when there is no such industry.
 */
export function industryPrefixes(wanted: string, sections: readonly Section[]): string[] | null {
  const found = industryOf(wanted, sections);
  if (!found) return null;
  if (found.division !== null) return [found.code];
  const section = sections.find(({ code }) => code === found.section);
  return [found.section, ...(section?.divisions.map(({ code }) => code) ?? [])];
}
