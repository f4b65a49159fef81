/** What a person reads when something is refused, in both languages; {name} is filled from the refusal's detail. */
export type Sentence = { readonly zh: string; readonly en: string };

/** Reasons and their sentences. A noun with many keeps its own in `domain/<noun>/sentences.ts`; domain/sentences.ts joins them. */
export type Sentences = Readonly<Record<string, Sentence>>;
