/** The smallest value that a JSON Schema accepts: what the contract test sends where only the shape matters. */
export function sample(schema: unknown): Record<string, unknown> {
  const made = one(schema as Shape);
  return typeof made === 'object' && made !== null ? Object.fromEntries(Object.entries(made)) : {};
}

type Shape = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: Shape | Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  anyOf?: Shape[];
};

function one(schema: Shape): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return one(schema.anyOf[0] ?? {});
  if (schema.type === 'string') return text(schema);
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return items(schema);
  if (schema.type !== 'object') return null;
  return Object.fromEntries((schema.required ?? []).map((name) => [name, one(schema.properties?.[name] ?? {})]));
}

function items({ items: shape, minItems = 0 }: Shape): unknown[] {
  if (Array.isArray(shape)) return shape.map(one);
  return Array.from({ length: minItems }, () => one(shape ?? {}));
}

/** Values that fit the patterns in use: names, six digits, division codes, unified social credit codes. */
const candidates = [
  'xx',
  '123456',
  'X10199',
  '2026',
  'A1',
  'A',
  '01-31',
  '91350100M000100Y43',
  'market_regulation',
  'a'.repeat(64),
  'https://example.com/',
  `age1${'q'.repeat(58)}`,
  `AGE-PLUGIN-FIDO2PRF-1${'Q'.repeat(40)}`,
];

function text({ format, pattern, minLength = 1 }: Shape): string {
  if (format === 'uuid') return '01900000-0000-7000-8000-000000000001';
  if (format === 'date') return '2026-11-21';
  const fits =
    pattern === undefined
      ? undefined
      : candidates.find((one) => new RegExp(pattern, 'u').test(one) && one.length >= minLength);
  return fits ?? 'x'.repeat(Math.max(minLength, 2));
}
