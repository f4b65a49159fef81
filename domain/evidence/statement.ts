/** What a fact in a statement may be: JSON without undefined. Times are ISO text. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };

/** A file that the act names: its bytes stay where they are. Lower-case hexadecimal digests. */
export type StatedFile = {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly sm3?: string;
};

/** What an act says of itself: the content that its entry commits to (`humi-statement/1`). */
export type Statement = {
  readonly format: 'humi-statement/1';
  readonly act: string;
  /** Instant, ISO text. */
  readonly at: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly row: string | null;
  readonly facts: { readonly [name: string]: Fact };
  readonly files: readonly StatedFile[];
};

/**
 * The one text of a statement: keys sorted, no spaces (as RFC 8785 writes what statements hold). Half of a surrogate pair
 * and NUL, which no database reads back out of JSON, become U+FFFD: RFC 8785 has no text for the one either.
 */
export const statementText = (statement: Statement): string =>
  canonicalJson(statement).replaceAll(unreadable, '$1\ufffd');

/** An escape that JSON.stringify wrote: a backslash that no other one escapes. */
const unreadable = /(?<!\\)((?:\\\\)*)\\u(?:d[89a-f][0-9a-f]{2}|0000)/g;

/** JSON with sorted keys and no spaces. Keys whose value is undefined are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    // By UTF-16 code units, as RFC 8785 says; the default order of sort.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`);
  return `{${pairs.join(',')}}`;
}

/** Undefined for text that is not a statement. */
export function readStatement(text: string): Statement | undefined {
  try {
    const value: Partial<Statement> | null = JSON.parse(text);
    if (!isObject(value) || value.format !== 'humi-statement/1') return undefined;
    const { act, at, organisation, row = null, facts = {}, files = [] } = value;
    if (typeof act !== 'string' || typeof at !== 'string' || typeof organisation?.id !== 'string') return undefined;
    if (typeof organisation.name !== 'string' || !(row === null || typeof row === 'string')) return undefined;
    if (!isObject(facts) || !Array.isArray(files) || !files.every(isStatedFile)) return undefined;
    return { format: value.format, act, at, organisation, row, facts, files };
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isStatedFile(file: Partial<StatedFile> | null): file is StatedFile {
  if (!isObject(file) || typeof file.name !== 'string' || !Number.isSafeInteger(file.size)) return false;
  return typeof file.sha256 === 'string' && (file.sm3 === undefined || typeof file.sm3 === 'string');
}
