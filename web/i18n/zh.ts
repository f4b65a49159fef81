import { zhFirst } from './zh-first.ts';
import { zhMore } from './zh-more.ts';

/** Every sentence of the pages, by room. Names of nouns, verbs and states are not here but in domain/glossary.ts. */
export const zh = { ...zhFirst, ...zhMore };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What every other language must say. */
export type Words = Texts<typeof zh>;
