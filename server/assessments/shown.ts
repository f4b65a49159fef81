import type { Static } from 'typebox';
import type { KeptAnswers, ShownAnswer } from '#domain/assessments/schema.ts';
import type { Reader, Writer } from '#server/db/open.ts';

/** Answers with who gave them, as far as the reader may know: always the organisation, the person where row security shows them. */
export async function shownAnswers(db: Reader | Writer, answers: KeptAnswers): Promise<Static<typeof ShownAnswer>[]> {
  const kept = Object.values(answers);
  const names = await namesOf(
    db,
    'people',
    kept.map(({ by }) => by),
  );
  const orgs = await namesOf(
    db,
    'organisations',
    kept.map(({ org }) => org),
  );
  return Object.entries(answers).map(([item, one]) => ({
    item,
    ...one,
    by_name: names.get(one.by ?? '') ?? null,
    org_name: orgs.get(one.org ?? '') ?? null,
  }));
}

async function namesOf(
  db: Reader | Writer,
  table: 'people' | 'organisations',
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  // Both handles read alike; the narrower type has every word used here.
  const rows = await (db as Reader).selectFrom(table).select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
