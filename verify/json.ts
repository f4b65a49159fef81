import { Refused } from '#domain/refused.ts';

/** A JSON object whose fields are read one by one; `at` names where it stands, for the sentence. */
export type Reader = {
  readonly at: string;
  text(name: string): string;
  textOrNull(name: string): string | null;
  /** A whole number from 0. */
  count(name: string): number;
  countOrNull(name: string): number | null;
  /** An instant as ISO text. */
  instant(name: string): string;
  object(name: string): Reader;
  objectOrNull(name: string): Reader | null;
  list(name: string): readonly Reader[];
};

const mostText = 100_000;
const mostItems = 1_000;

/**
 * Reads an object with exactly these fields; the ones with `?` may be missing. Anything else is
 * Refused(reason, {member, field}).
 */
export function readObject(value: unknown, shape: Shape): Reader {
  const { reason, member, at = '', fields } = shape;
  const path = (name: string): string => (at ? `${at}.${name}` : name);
  const wrong = (name: string): Refused => new Refused(reason, { member, field: path(name) || '{}' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('');
  const own = new Map<string, unknown>(Object.entries(value));
  const known = Object.keys(fields).map((name) => name.replace('?', ''));
  const stranger = [...own.keys()].find((name) => !known.includes(name));
  if (stranger !== undefined) throw wrong(stranger.slice(0, 40));
  const missing = Object.keys(fields).find((name) => !name.endsWith('?') && !own.has(name));
  if (missing !== undefined) throw wrong(missing);

  const text = (name: string): string => {
    const found = own.get(name);
    if (typeof found !== 'string' || found.length > mostText) throw wrong(name);
    return found;
  };
  const count = (name: string): number => {
    const found = own.get(name);
    if (typeof found !== 'number' || !Number.isSafeInteger(found) || found < 0) throw wrong(name);
    return found;
  };
  const inner = (name: string): Fields => fields[name] ?? fields[`${name}?`] ?? {};
  const object = (name: string): Reader =>
    readObject(own.get(name), { reason, member, at: path(name), fields: inner(name) });
  const isNull = (name: string): boolean => (own.get(name) ?? null) === null;
  return {
    at,
    text,
    count,
    object,
    textOrNull: (name) => (isNull(name) ? null : text(name)),
    countOrNull: (name) => (isNull(name) ? null : count(name)),
    objectOrNull: (name) => (isNull(name) ? null : object(name)),
    instant: (name) => {
      const found = text(name);
      if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(found) || Number.isNaN(Date.parse(found)))
        throw wrong(name);
      return found;
    },
    list: (name) => {
      const found = own.get(name);
      if (!Array.isArray(found) || found.length > mostItems) throw wrong(name);
      return found.map((item, place) =>
        readObject(item, { reason, member, at: `${path(name)}.${place}`, fields: inner(name) }),
      );
    },
  };
}

/** Names of fields, and what is inside those that are objects or lists of objects. */
export type Fields = { readonly [name: string]: Fields };

type Shape = {
  readonly reason: string;
  readonly member: string;
  readonly at?: string;
  readonly fields: Fields;
};

/** Parsed JSON of UTF-8 bytes or text. Refused(reason, {member, field: 'JSON'}) when it is not. */
export function parseJson(
  source: Uint8Array | string,
  { reason, member }: { reason: string; member: string },
): unknown {
  try {
    return JSON.parse(typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source));
  } catch {
    throw new Refused(reason, { member, field: 'JSON' });
  }
}
