import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import { warningsOf } from '#domain/visits/rules.ts';
import { FirmRow, Research, VisitDetail, VisitRow } from '#domain/visits/schema.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { type QueryContext, query } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';
import { findingState, severityOf, topicOf } from '#server/visits/load.ts';
import { findVisits, readVisits, visitFilters } from '#server/visits/parts/find.ts';
import { firmsOf } from '#server/visits/parts/firms.ts';
import { periodOf, readResearch, researchFilters } from '#server/visits/parts/research.ts';
import { writeResearch, writeVisits } from '#server/visits/parts/sheet.ts';

/** Visits of my organisation, to my firm, to those I serve or oversee: the latest first (C15). */
export const listVisits = query({
  name: 'visit.list',
  input: Type.Object({ ...paging, ...visitFilters }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(VisitRow) }),
  async run({ db, today }, { page = 1, size = 50, sort, ...filter }) {
    const found = findVisits(db, filter, today);
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows: await readVisits(found, { sort, today, limit: size, offset: (page - 1) * size }) };
  },
});

/** One visit with its findings; the internal note only for the visiting organisation and those above (C15). */
export const showVisit = query({
  name: 'visit.show',
  input: ById,
  output: VisitDetail,
  async run({ db, actor, today }, { id }) {
    const [row] = await readVisits(findVisits(db, {}, today).where('v.id', '=', id), { today, limit: 1 });
    if (!row) throw new Refused('not_found', { noun: 'visit' });
    const more = await db
      .selectFrom('visits as v')
      .leftJoin('visit_notes as n', 'n.visit_id', 'v.id')
      .select(['v.told_at', 'v.received_at', 'v.present', 'v.note', 'v.reason', 'n.note as internal'])
      .where('v.id', '=', id)
      .executeTakeFirstOrThrow();
    const items = await db
      .selectFrom('visit_findings')
      .select(['id', 'topic', 'what', 'severity', 'remedy', 'due_on', 'state', 'reported_on', 'done_on', 'done_visit'])
      .select('version')
      .where('visit_id', '=', id)
      .where('state', '<>', 'discarded')
      .orderBy('position')
      .execute();
    const { internal, ...told } = more;
    const mine = actor.kind === 'person' ? actor.organisation : null;
    return {
      ...row,
      ...told,
      internal_note: internal || null,
      warnings: warningsOf({ told: new Date(told.told_at), received: new Date(told.received_at) }),
      items: items.map((item) => ({
        ...item,
        topic: topicOf(item.topic),
        severity: severityOf(item.severity),
        state: findingState(item.state),
      })),
      may_change: mine === row.organisation,
      is_firm: mine === row.enterprise,
    };
  },
});

const mostExported = 20_000;

/** What the filter shows as a workbook, a row for each finding. Refuses too_many_rows rather than cutting. */
export const exportVisits = query({
  name: 'visit.export',
  input: Type.Object(visitFilters),
  output: FileOutput,
  async run({ db, today }, { sort, ...filter }) {
    const rows = await readVisits(findVisits(db, filter, today), { sort, today, limit: mostExported + 1 });
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return { name: `走访${today}.xlsx`, media_type: sheetMediaType, bytes: await writeVisits(db, rows) };
  },
});

/**
 * Firms that I may visit, with what is open there: those that my organisation serves first, then those longest not
 * visited. The page keeps the first hundreds of them on the phone (C15).
 */
export const listFirms = query({
  name: 'visit.firms',
  input: Type.Object({
    ...paging,
    q: visitFilters.q,
    enterprise: visitFilters.enterprise,
    served: Type.Optional(Type.Boolean()),
    need: Type.Optional(Type.Enum(['weak', 'unvisited', 'open'])),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(FirmRow) }),
  async run({ db, actor, today }, { page = 1, size = 50, ...filter }) {
    const before = addDays(today, -(await ruleNumber(db, 'visit_interval', today)));
    const organisation = organisationIn(actor);
    return firmsOf(db, { ...filter, before, organisation, limit: size, offset: (page - 1) * size });
  },
});

/** Firms visited, findings by topic and industry, and how many were followed up, of a period and place (C15). */
export const showResearch = query({
  name: 'visit.research',
  input: Type.Object(researchFilters),
  output: Research,
  run: ({ db, today }, filter) => readResearch(db, periodOf(filter, today), today),
});

/** The research report as a workbook. */
export const exportResearch = query({
  name: 'visit.research-sheet',
  input: Type.Object(researchFilters),
  output: FileOutput,
  async run({ db, today }, filter) {
    const found = await readResearch(db, periodOf(filter, today), today);
    const name = `企业走访调研统计${found.from}至${found.to}.xlsx`;
    return { name, media_type: sheetMediaType, bytes: await writeResearch(found) };
  },
});

function organisationIn(actor: QueryContext['actor']): string {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  return actor.organisation;
}
