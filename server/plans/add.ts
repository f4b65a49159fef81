import { createHash } from 'node:crypto';
import Type from 'typebox';
import { BoundedDraft } from '#domain/plans/bounds.ts';
import { checkDraft } from '#domain/plans/check.ts';
import { draftFromPrinted } from '#domain/plans/from-printed.ts';
import { Id, Line } from '#domain/schema.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';

/**
 * Begins a programme without a document: an empty draft with a title, or one that ships as data (content/programmes).
 * It is corrected and adopted like any other; there is only no text beside it.
 */
export const addPlan = verb({
  name: 'plan.add',
  input: Type.Object({ title: Line, draft: Type.Optional(BoundedDraft) }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run({ db, now, actor, about }, { title, draft }) {
    const { person, organisation, path } = organisationOf(actor);
    const id = newId();
    const started = draft ?? {
      ...draftFromPrinted(blank),
      title: { value: title, source: null, certainty: 'sure' as const },
    };
    checkDraft(started, 0);
    await db
      .insertInto('plans')
      .values({
        ...{
          id,
          org_id: organisation,
          path,
          file_name: title,
          format: 'none',
          text: '',
          created_by: person,
          created_at: now.toISOString(),
        },
        // There is no document whose hash could be known; the row's own id keeps it apart from every other.
        ...{ sha256: createHash('sha256').update(id).digest('hex'), draft: JSON.stringify(started) },
      })
      .execute();
    about({ row: id, data: { format: 'none' } });
    return { id, version: 1 };
  },
});

const blank = {
  ...{ title: null, document_no: null, issuer: null, issued_on: null, period: null, council: null },
  ...{ basis: [], phases: [], targets: [], measures: [], reports: [], notes: [] },
};
