import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import Type from 'typebox';
import { cleanName, mediaTypeOf } from '#domain/files/rules.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { loadOwnProgramme, organisationOf } from '#server/programmes/load.ts';
import { type ReadDocument, readDocument } from './reading/read-document.ts';

/**
 * Reads a document into a draft that waits for correction. `programme_id` says that it is a new version of a running
 * programme's plan. Refuses what extractText refuses, same_document and already_adopted (each with the `plan`).
 */
export const readPlanDocument = verb({
  name: 'plan.read',
  input: Type.Object({ ...fileInput, programme_id: Type.Optional(Id) }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { file_name, bytes, programme_id }) {
    const { organisation } = organisationOf(ctx.actor);
    const revises = checkId(programme_id);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await refuseKnown(ctx.db, organisation, sha256);
    const name = cleanName(file_name);
    const document = await readDocument(bytes, name);
    if (revises !== null) await loadOwnProgramme(ctx, revises);
    const id = newId();
    const file = await keepFile(ctx, { id, bytes, name });
    await keepPlan(ctx, { id, file, name, sha256, revises, document });
    ctx.about({
      row: id,
      ...(revises === null ? {} : { programme: revises }),
      data: { format: document.format, characters: document.text.length },
    });
    return { id, version: 1 };
  },
});

/** Forms are not checked by the JSON validator. */
function checkId(id: string | undefined): string | null {
  if (id === undefined || id === '') return null;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Refused('invalid', { field: 'programme_id', rule: 'uuid' });
  return id;
}

async function refuseKnown(db: Writer, organisation: string, sha256: string): Promise<void> {
  const known = await db
    .selectFrom('plans')
    .select(['id', 'state', 'programme_id'])
    .where('org_id', '=', organisation)
    .where('sha256', '=', sha256)
    .where('state', 'in', ['under_review', 'adopted'])
    .orderBy('state', 'desc')
    .executeTakeFirst();
  if (known?.state === 'under_review') throw new Refused('same_document', { plan: known.id });
  if (known) throw new Refused('already_adopted', { plan: known.id, programme: known.programme_id ?? '' });
}

type FileToKeep = { id: string; bytes: Uint8Array; name: string };

/** The document itself, beside the plan. Its row opens to others with the programme, on adoption. */
async function keepFile({ db, files, actor }: VerbContext, { id: row_id, bytes, name }: FileToKeep): Promise<string> {
  const { person, organisation } = organisationOf(actor);
  const id = newId();
  const { size, sha256 } = await files.put(id, bytes);
  await db
    .insertInto('files')
    .values({
      id,
      org_id: organisation,
      noun: 'plan',
      row_id,
      name,
      media_type: mediaTypeOf(name, bytes),
      size,
      sha256,
      created_by: person,
    })
    .execute();
  return id;
}

type PlanToKeep = {
  id: string;
  file: string;
  name: string;
  sha256: string;
  revises: string | null;
  document: ReadDocument;
};

/**
 * Of two uploads of one document at the same time the second finds the first. The index is partial: its condition must
 * stand in the statement itself, for a parameter cannot be proven equal once the plan of the statement is generic.
 */
async function keepPlan(
  { db, files, actor }: VerbContext,
  { id, file, name, sha256, revises, document }: PlanToKeep,
): Promise<void> {
  const { person, organisation, path } = organisationOf(actor);
  const { text, format, draft } = document;
  const kept = await db
    .insertInto('plans')
    .values({
      ...{
        id,
        org_id: organisation,
        path,
        file_id: file,
        file_name: name,
        sha256,
        format,
        revises,
        created_by: person,
      },
      ...{ text: text.replaceAll('\u0000', '\uFFFD'), draft: JSON.stringify(draft) },
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'sha256']).where('state', '=', sql.lit('under_review')).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (kept) return;
  await files.remove(file);
  await refuseKnown(db, organisation, sha256);
  throw new Refused('already_done');
}
