import { type Candidate, type Resolution, resolveUnit } from '#domain/organisations/rules.ts';
import type { Writer } from '#server/db/open.ts';

/**
 * Which organisations a plan of the division `path` means by these unit names: one, several (the officer chooses),
 * a group with its members, or none. Looks at the division itself, those above and those below it.
 */
export async function resolveUnits(
  db: Pick<Writer, 'selectFrom'>,
  path: string,
  names: readonly string[],
): Promise<Map<string, Resolution>> {
  const directory = await readDirectory(db, path);
  return new Map([...new Set(names)].map((name) => [name, resolveUnit(name, path, directory)]));
}

async function readDirectory(db: Pick<Writer, 'selectFrom'>, path: string): Promise<Candidate[]> {
  const codes = path.split('/').filter(Boolean);
  const rows = await db
    .selectFrom('organisations')
    .innerJoin('divisions', 'divisions.code', 'organisations.division_code')
    .select([
      'organisations.id',
      'organisations.kind',
      'organisations.name',
      'short_name',
      'aliases',
      'organisations.path',
      'division_code',
    ])
    .select(['divisions.name as division_name', 'divisions.kind as division_kind'])
    .where('organisations.state', '=', 'active')
    .where((on) => on.or([on('division_code', 'in', codes), on('organisations.path', 'like', `${path}%`)]))
    .orderBy('organisations.path')
    .orderBy('organisations.name')
    .execute();
  return rows.map(({ short_name, aliases, ...row }) => ({
    ...row,
    names: [row.name, ...(short_name ? [short_name] : []), ...aliases],
  }));
}
