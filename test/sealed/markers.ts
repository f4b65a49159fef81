import { sealedFields } from './fields.ts';

/** A word that stands in one sealed field alone: `latin` and `chinese` are followed apart, `text` is what is typed. */
export type Marker = {
  readonly field: string;
  readonly latin: string;
  readonly chinese: string;
  readonly text: string;
};

const rare = 0x7200; // a row of seldom characters that GB18030 has in two bytes

function markerOf(field: string, at: number): Marker {
  const letters = `${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`;
  const chinese = `龘${String.fromCharCode(rare + at)}靐${String.fromCharCode(rare + 2 * at + 1)}齉`;
  const latin = `Zq${letters}Vkxj${letters}Wpf`;
  return { field, latin, chinese, text: `${chinese} ${latin}` };
}

const all: ReadonlyMap<string, Marker> = new Map(sealedFields.map((field, at) => [field, markerOf(field, at)]));

export const markers: readonly Marker[] = [...all.values()];

const asked = new Set<string>();

/** The text to type into a field; asking is remembered, so that a field that nothing fills is found. */
export function textOf(field: string): string {
  const marker = all.get(field);
  if (!marker) throw new Error(`no marker for ${field}: add it to test/sealed/fields.ts`);
  asked.add(field);
  return marker.text;
}

export const neverAsked = (): string[] => sealedFields.filter((field) => !asked.has(field));
