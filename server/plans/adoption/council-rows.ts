import type { Insertable } from 'kysely';
import type { Meant } from '#domain/plans/adopt-rules.ts';
import type { Council } from '#domain/plans/schema.ts';
import type { DB } from '#server/db/schema.gen.ts';
import { newId } from '#server/kernel/id.ts';
import type { Home } from './rows.ts';

/** The one organisation behind a name; null for a group or an open name. */
export const singleOf = (meant: ReadonlyMap<string, Meant>, name: string | null): string | null => {
  const found = name === null ? undefined : meant.get(name.trim());
  return found && !found.group ? (found.orgs[0]?.org_id ?? null) : null;
};

/** Leading group or joint conference (C05): name, head, deputies, office and its duties. */
export const councilFields = (council: Council, meant: ReadonlyMap<string, Meant>, title: string) => ({
  name: council.name.value ?? title,
  head: council.head.value,
  deputies: council.deputies.map(({ text }) => text),
  office: council.office.value,
  office_org: singleOf(meant, council.office.value),
  office_duties: council.office_duties.map(({ text }) => text),
});

/** Members with the duties of each; a unit that has duties without being listed is kept as a member too. */
export function memberRows(
  home: Home,
  council_id: string,
  council: Council,
  meant: ReadonlyMap<string, Meant>,
): Insertable<DB['council_members']>[] {
  const duties = new Map(council.member_duties.map(({ unit, duties: list }) => [unit.trim(), list]));
  const listed = council.members.map(({ unit, post }) => ({ unit: unit.trim(), post }));
  const names = new Set(listed.map(({ unit }) => unit));
  const others = [...duties.keys()].filter((unit) => !names.has(unit)).map((unit) => ({ unit, post: null }));
  return [...listed, ...others].map(({ unit, post }, position) => ({
    ...{ id: newId(), council_id, ...home, position, unit, post },
    ...{ org_id: singleOf(meant, unit), duties: duties.get(unit) ?? [] },
  }));
}
