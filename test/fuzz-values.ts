import fc from 'fast-check';

/**
 * Values for a JSON Schema: mostly of its shape, at the edges of its bounds, with known ids among them; now and then
 * something hostile in place of a value.
 */
export type Shape = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Shape | readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Shape[];
};

/** `ids` by the name of the field that takes them (`any` for all others), `words` that mean something in the house. */
export type Known = { readonly ids: Readonly<Record<string, readonly string[]>>; readonly words: readonly string[] };

type At = Known & { readonly name: string };

/** One in `calm` values is hostile. */
const calm = 60;

export const valuesOf = (shape: Shape, known: Known, name = ''): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: calm, arbitrary: fitting(shape, { ...known, name }) }, { weight: 1, arbitrary: hostile });

/** Characters that broke other houses. */
const evil = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '%',
  '_%\\',
  "'; drop table tasks; --",
  '\u202e\u200b',
  '👩‍👩‍👧‍👦'.repeat(20),
  '{"a":1}',
  '../../etc/passwd',
  '',
  ' ',
  '甲'.repeat(6_000),
];

const hostile = fc.oneof(
  fc.constantFrom<unknown>(...evil, null, true, -1, 1e308, -1e308, 2 ** 53, 0.1, [], {}, [[]], [null], { id: null }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
);

function fitting(shape: Shape, at: At): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((one) => fitting(one, at)));
  if (shape.type === 'string') return texts(shape, at);
  if (shape.type === 'integer') return integers(shape);
  if (shape.type === 'number') return fc.oneof(integers(shape), fc.constantFrom(0.5, 1e-300, 99.99));
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'array') return lists(shape, at);
  return shape.type === 'object' ? objects(shape, at) : fc.constant(null);
}

const integers = ({ minimum = -3, maximum = 5 }: Shape): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: Math.ceil(minimum), max: Math.min(Math.ceil(minimum) + 3, maximum) }) },
    { weight: 1, arbitrary: fc.constantFrom(Math.ceil(minimum), Math.floor(maximum)) },
  );

const realDays = ['2026-11-21', '2026-01-01', '2027-12-31', '2026-12-31', '2026-06-30', '2199-12-31'];
const badDays = ['2026-02-30', '2026-13-01', '0000-01-01', '9999-12-31', '2025-02-29', '1900-02-29', '-infinity'];
const days = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...realDays) },
  { weight: 1, arbitrary: fc.constantFrom(...badDays) },
);

const patterned = [
  '123456',
  'A',
  'A1',
  'X10199',
  '2026',
  '01-31',
  '02-30',
  '91350100M000100Y43',
  'task_done',
  '371524',
  'task',
  'a'.repeat(64),
];

function texts({ format, pattern, maxLength = 300, minLength = 0 }: Shape, { ids, words, name }: At) {
  if (format === 'uuid') return fc.constantFrom(...(ids[name] ?? []), ...(ids[name] ?? ids['any'] ?? []), stranger);
  if (format === 'date') return days;
  const plain = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...words, ...patterned, ...realDays) },
    { weight: 1, arbitrary: fc.constantFrom(...evil, ...badDays) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.constantFrom('甲', '𠮷').map((sign) => sign.repeat(Math.min(maxLength, 5_000))) },
  );
  const fits = (text: string): boolean =>
    [...text].length <= maxLength &&
    text.length >= minLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  return plain.map((text) => (fits(text) ? text : (patterned.find(fits) ?? text)));
}

/** An id that nobody has. */
const stranger = '01900000-0000-7000-8000-000000000001';

function lists({ items = {}, minItems = 0, maxItems = 3 }: Shape, { name, ...known }: At): fc.Arbitrary<unknown> {
  if (Array.isArray(items)) return fc.tuple(...items.map((one) => valuesOf(one, known, name)));
  // Array.isArray does not narrow a readonly list away: what is left is the one shape.
  const one = items as Shape;
  const maxLength = Math.max(minItems, Math.min(maxItems, 3));
  return fc.array(valuesOf(one, known, name), { minLength: minItems, maxLength });
}

/** What is required is there; the rest as often as not. */
function objects({ properties = {}, required = [] }: Shape, known: Known): fc.Arbitrary<unknown> {
  const names = Object.keys(properties);
  const arbitraries = Object.fromEntries(names.map((name) => [name, valuesOf(properties[name] ?? {}, known, name)]));
  return fc.record(arbitraries, { requiredKeys: names.filter((name) => required.includes(name)) });
}
