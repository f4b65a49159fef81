import type { Static } from 'typebox';
import type { AnswerInput } from '#domain/assessments/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** Lines beside answers: each person keeps the own ones; the firm reads all of its assessment (docs/decisions/0013). */
export async function keepNotes(
  { db, actor }: VerbContext,
  assessment: string,
  sent: readonly Static<typeof AnswerInput>[],
): Promise<void> {
  if (actor.kind !== 'person' || actor.organisation === null) return;
  const own = { assessment_id: assessment, org_id: actor.organisation, person_id: actor.person };
  const rows = sent.flatMap(({ item, note }) =>
    note === undefined ? [] : [{ ...own, item, note: note?.trim() ?? '' }],
  );
  if (rows.length === 0) return;
  await db
    .insertInto('assessment_notes')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['assessment_id', 'item', 'org_id', 'person_id'])
        .doUpdateSet((row) => ({ note: row.ref('excluded.note') })),
    )
    .execute();
}
