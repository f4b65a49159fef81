import type { Static } from 'typebox';
import type { FileRow, ReaderRow, StepRow, VersionRow } from '#domain/secrets/schema.ts';
import type { Reader } from '#server/db/open.ts';

/** Who knows a secret, its versions, files and steps: everything of it that is in clear. */
export async function readLife(db: Reader, secret: string) {
  const readers = await db
    .selectFrom('secret_readers as r')
    .leftJoin('people as p', 'p.id', 'r.person_id')
    .select(['r.person_id as person', 'p.name', 'r.since', 'r.until'])
    .where('r.secret_id', '=', secret)
    .orderBy('r.since')
    .execute();
  const versions = await db
    .selectFrom('secret_versions as v')
    .leftJoin('people as p', 'p.id', 'v.by_person')
    .select(['v.version', 'v.at', 'v.by_person as by', 'p.name as by_name', 'v.sha256', 'v.sm3'])
    .select(['v.recipients', 'v.size', 'v.resealed'])
    .where('v.secret_id', '=', secret)
    .orderBy('v.version', 'desc')
    .execute();
  const files = await db
    .selectFrom('secret_files')
    .select(['id', 'size', 'parts', 'received', 'state', 'created_at', 'created_by'])
    .where('secret_id', '=', secret)
    .orderBy('created_at')
    .execute();
  const steps = await db
    .selectFrom('secret_steps as t')
    .leftJoin('people as a', 'a.id', 't.asked_by')
    .leftJoin('people as d', 'd.id', 't.decided_by')
    .select(['t.id', 't.kind', 't.state', 't.level', 't.period', 't.period_to', 't.due_back_on', 't.returned_at'])
    .select(['t.witnesses', 't.of_step', 't.sha256', 't.asked_by', 'a.name as asked_by_name', 't.asked_at'])
    .select(['t.decided_by', 'd.name as decided_by_name', 't.decided_at'])
    .where('t.secret_id', '=', secret)
    .orderBy('t.asked_at', 'desc')
    .execute();
  return {
    reader_list: readers satisfies Static<typeof ReaderRow>[],
    versions: versions satisfies Static<typeof VersionRow>[],
    // The check constraints of the tables hold exactly these.
    file_list: files as Static<typeof FileRow>[],
    steps: steps as Static<typeof StepRow>[],
  };
}
