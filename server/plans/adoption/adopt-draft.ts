import { sql } from 'kysely';
import { checkAdoptable } from '#domain/plans/adopt-rules.ts';
import { checkDraft } from '#domain/plans/check.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { Refused } from '#domain/refused.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { organisationOf } from '#server/programmes/load.ts';
import { councilFields, memberRows } from './council-rows.ts';
import { insertMany } from './insert-many.ts';
import { type Choices, meaningsOf, meantBy } from './meaning.ts';
import { dutyRows, reportRows } from './report-rows.ts';
import { type Home, measureRows, phaseRows, targetRows, workRows } from './rows.ts';
import { shareProgramme } from './shares.ts';

/**
 * What becomes a programme. `division_code` is that of the actor's organisation unless named; `choices` are the
 * organisations that the officer chose for unit names; `textLength` bounds the places in the text (none: no text).
 */
export type Adoption = {
  readonly draft: Draft;
  readonly division_code?: string | null | undefined;
  readonly scope?: string | null | undefined;
  readonly carries_out?: string | null | undefined;
  readonly choices?: Choices;
  readonly textLength?: number;
};

export type Adopted = { readonly programme: string; readonly path: string; readonly counts: Record<string, number> };

/**
 * Turns a confirmed draft into a running programme of the actor's organisation, whole or not at all: phases (C02),
 * measures and tasks with a part and a clock per unit (C03), targets (C04), council (C05), reports (C10), and a share
 * with every organisation that has a part. Also used to load programmes that ship as data (domain/plans/from-printed).
 * Refuses: what checkDraft and checkAdoptable refuse, not_found for a division outside the actor's own.
 */
export async function adoptDraft(ctx: VerbContext, adoption: Adoption): Promise<Adopted> {
  const { db, actor, today } = ctx;
  const { draft, choices = {} } = adoption;
  const { organisation } = organisationOf(actor);
  checkAdoptable(draft);
  checkDraft(draft, adoption.textLength ?? Number.MAX_SAFE_INTEGER);
  const division = await loadDivision(ctx, adoption.division_code ?? null);
  const home: Home = { programme_id: newId(), path: division.path };
  await insertProgramme(ctx, home, organisation, division, adoption);
  const meanings = await meaningsOf(db, { draft, path: division.path, choices });
  const meant = meantBy(meanings);
  const phases = phaseRows(home, draft);
  const measures = measureRows(home, draft.measures);
  const work = workRows(
    measures.map((row, at) => ({ row, tasks: draft.measures[at]?.tasks ?? [] })),
    { home, phases, meant },
  );
  const targets = targetRows(home, draft.targets, phases);
  await insertMany(db, 'phases', phases);
  await insertMany(db, 'measures', measures);
  await insertMany(db, 'tasks', work.tasks);
  await insertMany(db, 'parts', work.parts);
  await insertMany(db, 'deadlines', work.deadlines);
  await insertMany(db, 'targets', targets);
  const council = await insertCouncil(ctx, home, draft, meant);
  const reports = await insertReports(ctx, home, organisation, draft, today);
  await shareProgramme(db, home.programme_id, [
    organisation,
    ...[...meant.values()].flatMap(({ orgs }) => orgs.map((org) => org.org_id)),
  ]);
  const counts = {
    ...{ phases: phases.length, measures: measures.length, tasks: work.tasks.length, parts: work.parts.length },
    ...{ targets: targets.length, members: council, reports },
    open_units: meanings.filter(({ kind }) => kind === 'many' || kind === 'none').length,
  };
  ctx.about({ programme: home.programme_id, path: home.path, data: counts });
  return { programme: home.programme_id, path: home.path, counts };
}

/** The division must be the actor's own or lie below it. */
async function loadDivision({ db, actor }: VerbContext, code: string | null) {
  const { path } = organisationOf(actor);
  const wanted = code ?? (actor.kind === 'person' ? actor.division : null);
  const division = await db
    .selectFrom('divisions')
    .selectAll()
    .where('code', '=', wanted ?? '')
    .executeTakeFirst();
  if (!division?.path.startsWith(path)) throw new Refused('not_found', { noun: 'division', field: 'division_code' });
  return division;
}

type Division = Awaited<ReturnType<typeof loadDivision>>;

/** The owner joins its new programme at once, so that row policies let the rest of this transaction in. */
async function insertProgramme(
  { db }: VerbContext,
  home: Home,
  org_id: string,
  division: Division,
  adoption: Adoption,
): Promise<void> {
  const { draft } = adoption;
  await checkCarriesOut(db, adoption.carries_out ?? null);
  await db
    .insertInto('programmes')
    .values({
      ...{ id: home.programme_id, org_id, path: home.path, division_code: division.code },
      ...{ province_code: division.province_code, city_code: division.city_code },
      scope: adoption.scope ?? null,
      carries_out: adoption.carries_out ?? null,
      ...titleFields(draft),
    })
    .execute();
  await sql`select humi_join(${home.programme_id})`.execute(db);
}

/** What stands on the title page (C01). */
export const titleFields = (draft: Draft) => ({
  title: (draft.title.value ?? '').trim(),
  document_no: draft.document_no.value,
  issuer: draft.issuer.value,
  issued_on: draft.issued_on.value,
  from_on: draft.period_from.value,
  to_on: draft.period_to.value,
  basis: JSON.stringify(draft.basis.map(({ title, document_no }) => ({ title, document_no }))),
});

/** The superior's programme: one above this division, or one that the actor sees anyway. */
export async function checkCarriesOut(db: VerbContext['db'], id: string | null): Promise<void> {
  if (id === null) return;
  const found = await sql<{
    id: string;
  }>`select id from programmes where id = ${id} union all select id from humi_superiors() where id = ${id} limit 1`.execute(
    db,
  );
  if (found.rows.length === 0) throw new Refused('not_found', { noun: 'programme', field: 'carries_out' });
}

type Known = ReturnType<typeof meantBy>;

/** Answers how many members the council has; 0 when the plan names none. */
async function insertCouncil({ db }: VerbContext, home: Home, draft: Draft, meant: Known): Promise<number> {
  if (draft.council === null) return 0;
  const id = newId();
  await db
    .insertInto('councils')
    .values({ id, ...home, ...councilFields(draft.council, meant, draft.title.value ?? '') })
    .execute();
  const members = memberRows(home, id, draft.council, meant);
  await insertMany(db, 'council_members', members);
  return members.length;
}

async function insertReports(
  { db }: VerbContext,
  home: Home,
  owner: string,
  draft: Draft,
  today: string,
): Promise<number> {
  const duties = dutyRows(home, draft.reports);
  const period = { from: draft.period_from.value ?? draft.issued_on.value, to: draft.period_to.value };
  const made = duties.map((duty) => reportRows(duty, { home, owner, title: draft.title.value ?? '', period, today }));
  await insertMany(db, 'reporting_duties', duties);
  await insertMany(
    db,
    'reports',
    made.flatMap(({ reports }) => reports),
  );
  await insertMany(
    db,
    'deadlines',
    made.flatMap(({ deadlines }) => deadlines),
  );
  return made.reduce((sum, { reports }) => sum + reports.length, 0);
}
