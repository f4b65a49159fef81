import type { SecretBody, SecretFile } from '#domain/secrets/body.ts';
import { textFields } from '#domain/secrets/body.ts';

/**
 * How each sealed value is followed: a `marker` word is written into it; `choice` is one of a fixed list and can carry no
 * word of its own; `digest` and `key` are followed by their value; `clear` is no secret (docs/decisions/0013).
 */
type Followed = 'marker' | 'choice' | 'digest' | 'key' | 'clear';

/** A field that is added to the record and not here is a type error, and the test of the table fails too. */
export const bodyFields = {
  ...{ title: 'marker', kind: 'choice', sub_kind: 'marker', content: 'marker', why_secret: 'marker' },
  ...{ searched_on: 'choice', value: 'marker', cost: 'marker', product: 'marker', department: 'marker' },
  ...{ owner: 'marker', rights: 'choice', co_owners: 'marker', origin: 'marker', carriers: 'marker', places: 'marker' },
  ...{ systems: 'marker', measures: 'choice', measures_note: 'marker', agreements: 'marker', patents: 'marker' },
  ...{ cross_border: 'choice', files: 'marker' },
} as const satisfies Record<keyof SecretBody, Followed>;

export const fileFields = {
  id: 'clear',
  name: 'marker',
  media_type: 'marker',
  size: 'clear',
  sha256: 'digest',
  key: 'key',
} as const satisfies Record<keyof SecretFile, Followed>;

/** Words of the forms of acts, as the pages name them; the same field of two acts has two markers. */
export const formFields = {
  classify: ['level_reason', 'condition'],
  conceal: ['conceal_how'],
  use: ['use_to', 'use_what', 'use_purpose', 'use_basis'],
  return: ['back_state'],
  change: ['level_reason'],
  disclose: ['disclose_to', 'disclose_what', 'disclose_basis', 'disclose_copy'],
  review: ['reason'],
  suspend: ['reason'],
  resume: ['reason'],
  declassify: ['reason'],
  destroy: ['destroy_list'],
} as const;

/** Form fields that are one of a fixed list, and one that holds the digest of a file, which is looked for as such. */
export const formChoices = ['declassify_why', 'review_result', 'disclose_original'] as const;

/** What another officer writes with a decision. */
const answers = ['classify', 'change', 'declassify', 'destroy'] as const;

const files = ['plain', 'paper', 'picture'] as const;

/** What is told of an incident: the pages of incidents name the fields, all in one sealed body. */
const leakFields = ['happened', 'suspect', 'channel', 'loss', 'evidence'] as const;

/** Every sealed field of the product that a person fills, by the name under which a hit is told. */
export const sealedFields: readonly string[] = [
  ...textFields.map((name) => `secret.${name}`),
  ...textFields.map((name) => `import.${name}`),
  ...files.flatMap((file) => [`file.${file}.name`, `file.${file}.content`]),
  'file.plain.media_type',
  'file.picture.metadata',
  ...Object.entries(formFields).flatMap(([act, names]) => names.map((name) => `${act}.${name}`)),
  ...answers.map((act) => `${act}.answer`),
  ...leakFields.map((name) => `leak.${name}`),
  'second.content',
  'oversized.content',
  'unsaved.content',
  'removed.content',
];
