import Type, { type Static } from 'typebox';
import { Day, Id } from '#domain/schema.ts';
import { Purpose, type ReadingRow } from '#domain/secrets/schema.ts';
import type { Reader } from '#server/db/open.ts';

export const readingFilters = {
  secret: Type.Optional(Id),
  person: Type.Optional(Id),
  purpose: Type.Optional(Purpose),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

export const ReadingFilter = Type.Object(readingFilters);

/** Readings that the actor sees: an officer all of the firm, anybody else the own ones. Days are days in China. */
export function findReadings(db: Reader, organisation: string, filter: Static<typeof ReadingFilter>) {
  const { secret, person, purpose, from, to } = filter;
  let found = db
    .selectFrom('readings as g')
    .innerJoin('secrets as s', 's.id', 'g.secret_id')
    .where('g.org_id', '=', organisation);
  if (secret !== undefined) found = found.where('g.secret_id', '=', secret);
  if (person !== undefined) found = found.where('g.person_id', '=', person);
  if (purpose !== undefined) found = found.where('g.purpose', '=', purpose);
  if (from !== undefined) found = found.where('g.at', '>=', `${from}T00:00:00+08:00`);
  if (to !== undefined) found = found.where('g.at', '<=', `${to}T23:59:59.999+08:00`);
  return found;
}

export async function readReadings(
  found: ReturnType<typeof findReadings>,
  { limit, offset }: { limit: number; offset: number },
): Promise<Static<typeof ReadingRow>[]> {
  const rows = await found
    .leftJoin('people as p', 'p.id', 'g.person_id')
    .select(['g.id', 'g.secret_id as secret', 's.number', 'g.version', 'g.file_id as file'])
    .select(['g.person_id as person', 'p.name as person_name', 'g.purpose', 'g.at'])
    .orderBy('g.at', 'desc')
    .orderBy('g.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  // The column's check constraint allows exactly these purposes.
  return rows as Static<typeof ReadingRow>[];
}
