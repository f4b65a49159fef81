import { sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { Day, Id } from '#domain/schema.ts';
import { Topic, VisitKind, type VisitRow } from '#domain/visits/schema.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { topicsOf, visitKind, visitState } from '#server/visits/load.ts';

export const visitFilters = {
  q: Type.Optional(Type.String({ maxLength: 100 })),
  enterprise: Type.Optional(Id),
  organisation: Type.Optional(Id),
  kind: Type.Optional(VisitKind),
  topic: Type.Optional(Topic),
  state: Type.Optional(Type.Enum(['recorded', 'discarded'])),
  findings: Type.Optional(Type.Enum(['open', 'late', 'done', 'none'])),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  sort: Type.Optional(Type.Enum(['visited_on', '-visited_on', 'firm', '-firm'])),
};

const Filter = Type.Object(visitFilters);
export type VisitFilter = Static<typeof Filter>;

const pending = sql`select 1 from visit_findings f where f.visit_id = v.id and f.state in ('open', 'reported')`;

export function findVisits(db: Reader, filter: VisitFilter, today: string) {
  const { q, enterprise, organisation, kind, topic, state, findings, from, to } = filter;
  let found = db.selectFrom('visits as v');
  if (q?.trim()) found = found.where('v.enterprise_name', 'ilike', holding(q));
  if (enterprise !== undefined) found = found.where('v.enterprise_id', '=', enterprise);
  if (organisation !== undefined) found = found.where('v.org_id', '=', organisation);
  if (kind !== undefined) found = found.where('v.kind', '=', kind);
  if (topic !== undefined)
    found = found.where(sql<boolean>`(${topic} = any (v.topics) or exists (select 1 from visit_findings f
      where f.visit_id = v.id and f.topic = ${topic} and f.state <> 'discarded'))`);
  if (state !== undefined) found = found.where('v.state', '=', state);
  if (from !== undefined) found = found.where('v.visited_on', '>=', from);
  if (to !== undefined) found = found.where('v.visited_on', '<=', to);
  if (findings === 'open') found = found.where(sql<boolean>`exists (${pending})`);
  if (findings === 'late') found = found.where(sql<boolean>`exists (${pending} and f.due_on < ${today})`);
  if (findings === 'done')
    found = found.where(sql<boolean>`(not exists (${pending}) and exists (select 1 from visit_findings f
      where f.visit_id = v.id and f.state = 'done'))`);
  if (findings === 'none')
    found = found.where(sql<boolean>`not exists (select 1 from visit_findings f
      where f.visit_id = v.id and f.state <> 'discarded')`);
  return found;
}

export type Row = Static<typeof VisitRow>;

/** Rows as the list shows them, the latest first unless asked otherwise. */
export async function readVisits(
  found: ReturnType<typeof findVisits>,
  {
    sort = '-visited_on',
    today,
    limit,
    offset = 0,
  }: { sort?: string | undefined; today: string; limit: number; offset?: number },
): Promise<Row[]> {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const rows = await found
    .leftJoin('organisations as o', 'o.id', 'v.org_id')
    .leftJoin('people as p', 'p.id', 'v.person_id')
    .crossJoinLateral(
      sql<{ findings: number; open: number; late: number }>`(
        select count(*) as findings, count(*) filter (where f.state in ('open', 'reported')) as open,
               count(*) filter (where f.state in ('open', 'reported') and f.due_on < ${today}) as late
          from visit_findings f where f.visit_id = v.id and f.state <> 'discarded')`.as('n'),
    )
    .select(['v.id', 'v.enterprise_id as enterprise', 'v.enterprise_name', 'v.org_id as organisation'])
    .select(['v.kind', 'v.visited_on', 'v.topics', 'v.next_on', 'v.state', 'v.version', 'p.name as person_name'])
    .select(['n.findings', 'n.open', 'n.late', sql<string>`coalesce(o.name, '')`.as('organisation_name')])
    .orderBy(sort.endsWith('firm') ? 'v.enterprise_name' : 'v.visited_on', direction)
    .orderBy('v.id', direction)
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: visitKind(row.kind),
    state: visitState(row.state),
    topics: topicsOf(row.topics),
  }));
}
