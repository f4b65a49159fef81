import type { Static } from 'typebox';
import type { AnswerInput } from '#domain/assessments/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** Lines beside answers: each organisation keeps its own; the firm reads all of its assessment (docs/decisions/0013). */
export async function keepNotes(
  { db, actor }: VerbContext,
  assessment: string,
  sent: readonly Static<typeof AnswerInput>[],
): Promise<void> {
  const org_id = actor.kind === 'person' ? actor.organisation : null;
  const rows = sent.flatMap(({ item, note }) =>
    note === undefined || org_id === null
      ? []
      : [{ assessment_id: assessment, item, org_id, note: note?.trim() ?? '' }],
  );
  if (rows.length === 0) return;
  await db
    .insertInto('assessment_notes')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['assessment_id', 'item', 'org_id'])
        .doUpdateSet((row) => ({ note: row.ref('excluded.note'), version: row('assessment_notes.version', '+', 1) })),
    )
    .execute();
}
