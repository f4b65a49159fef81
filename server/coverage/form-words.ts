import type { FormOf } from '#server/coverage/place.ts';
import type { Reader } from '#server/db/open.ts';
import { contentOf } from '#server/forms/load.ts';

type Both = { readonly zh: string; readonly en: string };
type Words = { readonly question: Both; readonly dimension: Both; readonly key: boolean };

/** Texts of forms that were read, by id and edition: a form of 60 KB is not read again for each look at a region. */
const known = new Map<string, ReadonlyMap<string, Words>>();
const mostKnown = 50;

/** What each item of a form asks, under which dimension, and whether it is a key item. */
export async function formWords(db: Reader, { id, edited }: FormOf): Promise<ReadonlyMap<string, Words>> {
  const edition = `${id}/${edited}`;
  const before = known.get(edition);
  if (before) return before;
  const { content } = await db.selectFrom('forms').select('content').where('id', '=', id).executeTakeFirstOrThrow();
  const { items, dimensions } = contentOf(content);
  const titles = new Map(dimensions.map(({ code, title }) => [code, title]));
  const words = new Map(
    items.map(({ code, question, dimension, key }) => [
      code,
      { question, dimension: titles.get(dimension) ?? { zh: '', en: '' }, key },
    ]),
  );
  if (known.size >= mostKnown) known.clear();
  known.set(edition, words);
  return words;
}

/** An item that older answers have and the form has no more. */
export const unknownItem = (code: string): Words => ({
  question: { zh: code, en: code },
  dimension: { zh: '', en: '' },
  key: false,
});
