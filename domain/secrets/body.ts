import { isFields, textOf } from '../json.ts';

/** What stands in a sealed record (`humi-secret/1`, domain facts 8.3). Only browsers and who holds a key ever read it. */
export type SecretBody = {
  readonly title: string;
  readonly kind: SecretKind;
  readonly sub_kind: string;
  /** 密点: what exactly is secret. */
  readonly content: string;
  readonly why_secret: string;
  /** Day of the last search for it in public. */
  readonly searched_on: string | null;
  readonly value: string;
  readonly cost: string;
  readonly product: string;
  readonly department: string;
  readonly owner: string;
  readonly rights: Rights;
  readonly co_owners: string;
  readonly origin: string;
  readonly carriers: string;
  readonly places: string;
  readonly systems: string;
  readonly measures: readonly Measure[];
  readonly measures_note: string;
  readonly agreements: string;
  readonly patents: string;
  readonly cross_border: boolean;
  readonly files: readonly SecretFile[];
};

/** A sealed file: `key` is its own age key, so that somebody added later needs the record alone. */
export type SecretFile = {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly key: string;
};

export const secretKinds = ['technical', 'business', 'other'] as const;
export type SecretKind = (typeof secretKinds)[number];

export const rightsKinds = ['own', 'joint', 'commissioned', 'licensed'] as const;
export type Rights = (typeof rightsKinds)[number];

/** The classes of measures of the Supreme People's Court, Fa Shi [2020] 7, art. 6, (1) to (7). */
export const measures = ['agreement', 'rules', 'premises', 'marking', 'systems', 'leavers', 'other'] as const;
export type Measure = (typeof measures)[number];

export const emptyBody: SecretBody = {
  title: '',
  kind: 'technical',
  sub_kind: '',
  content: '',
  why_secret: '',
  searched_on: null,
  value: '',
  cost: '',
  product: '',
  department: '',
  owner: '',
  rights: 'own',
  co_owners: '',
  origin: '',
  carriers: '',
  places: '',
  systems: '',
  measures: [],
  measures_note: '',
  agreements: '',
  patents: '',
  cross_border: false,
  files: [],
};

/** Fields that are plain text, in the order of the form. */
export const textFields = [
  ...(['title', 'sub_kind', 'content', 'why_secret', 'value', 'cost', 'product', 'department', 'owner'] as const),
  ...(['co_owners', 'origin', 'carriers', 'places', 'systems', 'measures_note', 'agreements', 'patents'] as const),
];

export type TextField = (typeof textFields)[number];

/** A body out of opened JSON: what is missing or of another kind is empty, so that one odd record breaks no page. */
export function readBody(value: unknown): SecretBody {
  const read = isFields(value) ? value : {};
  const texts = Object.fromEntries(textFields.map((name) => [name, textOf(read[name])]));
  return {
    ...emptyBody,
    ...texts,
    kind: secretKinds.find((one) => one === read.kind) ?? 'other',
    rights: rightsKinds.find((one) => one === read.rights) ?? 'own',
    searched_on: typeof read.searched_on === 'string' ? read.searched_on : null,
    measures: measures.filter((one) => Array.isArray(read.measures) && read.measures.includes(one)),
    cross_border: read.cross_border === true,
    files: Array.isArray(read.files) ? read.files.filter(isFile) : [],
  };
}

/** What a search looks through: every text of the body and the names of its files, in lower case. */
export const searchText = (body: SecretBody): string =>
  [...textFields.map((name) => body[name]), ...body.files.map(({ name }) => name)].join('\n').toLowerCase();

const isFile = (value: unknown): value is SecretFile =>
  isFields(value) &&
  ['id', 'name', 'media_type', 'sha256', 'key'].every((name) => typeof value[name] === 'string') &&
  typeof value.size === 'number';
