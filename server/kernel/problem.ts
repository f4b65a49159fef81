import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { type Language, sentenceFor } from '#domain/sentences.ts';

/** RFC 9457 problem document. `reason` is the key of the sentence, `field` the field that is wrong, `id` names a bug. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    reason: Type.String(),
    field: Type.Optional(Type.String()),
    id: Type.Optional(Type.String()),
    facts: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  },
  { $id: 'Problem' },
);

const statuses: Readonly<Record<string, number>> = {
  not_signed_in: 401,
  key_refused: 401,
  key_and_session: 400,
  not_permitted: 403,
  key_not_permitted: 403,
  not_found: 404,
  wrong_state: 409,
  changed_meanwhile: 409,
  already_done: 409,
  invalid: 400,
  file_too_large: 413,
  too_many: 429,
  busy: 503,
  database_away: 503,
  outcome_unknown: 503,
  disk_full: 507,
  tile_altered: 503,
  tile_missing: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Invalid input',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
  507: 'Storage full',
};

export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail: string;
  reason: string;
  field?: string;
  id?: string;
  facts?: Record<string, string | number>;
};

/** The one table from a refusal's reason to an HTTP status; any other reason is 422. */
export function problemOf(refused: Refused, language: Language): ProblemDocument {
  const status = statuses[refused.reason] ?? 422;
  const { field } = refused.detail;
  return {
    type: `urn:humi:problem:${refused.reason}`,
    title: titles[status] ?? 'Refused',
    status,
    detail: sentenceFor(refused.reason, refused.detail, language),
    reason: refused.reason,
    ...(typeof field === 'string' ? { field } : {}),
    facts: { ...refused.detail },
  };
}

export const bugProblem = (id: string, language: Language): ProblemDocument => ({
  ...problemOf(new Refused('bug', { id }), language),
  status: 500,
  title: 'Internal error',
  id,
});
