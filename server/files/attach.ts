import Type from 'typebox';
import { cleanName, mediaTypeOf } from '#domain/files/rules.ts';
import { Refused } from '#domain/refused.ts';
import { fileInput, Id } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

const mostBytes = 50 * 1024 * 1024;

/** Keeps a file beside a task, report, exhibit or meeting that my organisation works on; an act on that row then names it. */
export const attachFile = verb({
  name: 'file.attach',
  deposits: true,
  input: Type.Object({ noun: Type.Enum(['task', 'report', 'exhibit', 'meeting']), row_id: Id, ...fileInput }),
  output: Type.Object({
    id: Id,
    name: Type.String(),
    media_type: Type.String(),
    size: Type.Integer(),
    sha256: Type.String(),
  }),
  async run(ctx, { noun, row_id, file_name, bytes }) {
    const { actor, db, files } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    if (bytes.byteLength === 0) throw new Refused('file_empty');
    if (bytes.byteLength > mostBytes) throw new Refused('file_too_large', { limit: '50 MB' });
    const owner = await ownerOf(ctx, { noun, row: row_id, organisation: actor.organisation });
    const [id, name] = [newId(), cleanName(file_name)];
    const media_type = mediaTypeOf(name, bytes);
    const { size, sha256 } = await files.put(id, bytes, { maxBytes: mostBytes });
    await db
      .insertInto('files')
      .values({
        id,
        org_id: actor.organisation,
        noun,
        row_id,
        programme_id: owner.programme_id,
        path: owner.path,
        name,
        media_type,
        size,
        sha256,
        created_by: actor.person,
      })
      .execute();
    const place = owner.programme_id === null ? {} : { programme: owner.programme_id };
    ctx.about({ row: id, ...place, path: owner.path, data: { noun, row: row_id, size, sha256 } });
    ctx.deposit({ row: id, facts: { noun, row: row_id }, files: [{ name, size, sha256 }] });
    return { id, name, media_type, size, sha256 };
  },
});

/** An exhibit's files belong to no programme and no region: they are its keepers' alone. */
type Owner = { programme_id: string | null; path: string };

/** The fields of a form are not checked at the edge, so they are checked here. Row security hides other rows. */
async function ownerOf(
  { db }: VerbContext,
  { noun, row, organisation }: { noun: string; row: string; organisation: string },
): Promise<Owner> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(row ?? ''))
    throw new Refused('invalid', { field: 'row_id', rule: 'uuid' });
  if (noun === 'task') return ofTask(db, row, organisation);
  if (noun === 'report') return ofReport(db, row, organisation);
  if (noun === 'exhibit') return ofExhibit(db, row, organisation);
  if (noun === 'meeting') return ofMeeting(db, row, organisation);
  throw new Refused('invalid', { field: 'noun', rule: 'task, report, exhibit, meeting' });
}

async function ofTask(db: Writer, task: string, organisation: string): Promise<Owner> {
  const found = await db
    .selectFrom('tasks as t')
    .innerJoin('programmes as p', 'p.id', 't.programme_id')
    .select(['t.programme_id', 't.path', 'p.org_id', 'p.state'])
    .where('t.id', '=', task)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'task' });
  if (found.state !== 'running') throw new Refused('wrong_state', { state: found.state });
  const part = await db
    .selectFrom('parts')
    .select('id')
    .where('task_id', '=', task)
    .where('org_id', '=', organisation)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  if (!part && found.org_id !== organisation) throw new Refused('not_your_part');
  return found;
}

async function ofReport(db: Writer, report: string, organisation: string): Promise<Owner> {
  const found = await db
    .selectFrom('reports as r')
    .innerJoin('programmes as p', 'p.id', 'r.programme_id')
    .select(['r.programme_id', 'r.path', 'p.org_id', 'p.state'])
    .where('r.id', '=', report)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'report' });
  if (found.state !== 'running') throw new Refused('wrong_state', { state: found.state });
  if (found.org_id !== organisation) throw new Refused('not_lead_office');
  return found;
}

async function ofExhibit(db: Writer, exhibit: string, organisation: string): Promise<Owner> {
  const found = await db
    .selectFrom('exhibits')
    .select(['keeper_org', 'moving_to', 'state'])
    .where('id', '=', exhibit)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'exhibit' });
  if (found.keeper_org !== organisation && found.moving_to !== organisation) throw new Refused('not_keeper');
  if (found.state === 'released' || found.state === 'discarded')
    throw new Refused('wrong_state', { state: found.state });
  return { programme_id: null, path: '' };
}

async function ofMeeting(db: Writer, meeting: string, organisation: string): Promise<Owner> {
  const found = await db
    .selectFrom('meetings as m')
    .innerJoin('programmes as p', 'p.id', 'm.programme_id')
    .select(['m.programme_id', 'm.path', 'm.state', 'p.org_id', 'p.state as programme_state'])
    .where('m.id', '=', meeting)
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'meeting' });
  if (found.org_id !== organisation) throw new Refused('not_lead_office');
  if (found.programme_state !== 'running') throw new Refused('wrong_state', { state: found.programme_state });
  if (found.state === 'final' || found.state === 'cancelled') throw new Refused('wrong_state', { state: found.state });
  return found;
}
