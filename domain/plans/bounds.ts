import Type from 'typebox';
import { Draft } from './schema.ts';

/** Longest text and list that a corrected draft may hold; more tasks than any plan has. */
export const draftLimits = { text: 5_000, list: 20_000 } as const;

type Json = { readonly [key: string]: unknown };

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same schema with every text and list bounded and unknown fields refused. */
function bound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bound);
  if (!isJson(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bound(part)]));
  if (value['type'] === 'object') return { ...inner, additionalProperties: false };
  if (value['type'] === 'array') return { maxItems: draftLimits.list, ...inner };
  if (value['type'] === 'string' && value['const'] === undefined) return { maxLength: draftLimits.text, ...inner };
  return inner;
}

/** What a correction may send: a whole draft, bounded. */
// The bounded copy has the very shape of Draft, and an object is what bound() makes of an object.
export const BoundedDraft = Type.Unsafe<Draft>(bound(Draft) as Record<string, unknown>);
