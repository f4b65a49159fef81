import Type, { type Static } from 'typebox';
import { daysBetween } from '#domain/clock.ts';
import { type Candidate, rankThings, risksOf } from '#domain/home/rules.ts';
import { Change, FirmStart, LateUnit, ProgrammeCounts, Risk, ServedCounts, Thing } from '#domain/home/schema.ts';
import { type Act, mayDo, permissions } from '#domain/permissions.ts';
import { Day, Instant, orNull } from '#domain/schema.ts';
import { TargetRow } from '#domain/targets/schema.ts';
import { query } from '#server/kernel/verb.ts';
import { type Awaited, exhibitCandidates } from './exhibits.ts';
import { type Applied, appliedCandidates, type Served, servedCandidates } from './firms.ts';
import { readLeader } from './leader.ts';

type Changed = Static<typeof Change>;

/** What the database function home_page answers (server/db/migrations/*-home.sql). */
type Page = {
  since: string | null;
  candidates: Candidate[];
  things_total: number;
  changes: Changed[];
  changes_total: number;
  programmes: Static<typeof ProgrammeCounts>[];
  programmes_total: number;
  awaited: Awaited;
  firm: Static<typeof FirmStart> | null;
  served: Served | null;
  applied: Applied;
};

/** The home page in one round trip: at most three things to do, what changed since the last visit, my programmes. */
export const showHome = query({
  name: 'home.show',
  input: Type.Object({}),
  output: Type.Object({
    today: Day,
    things: Type.Array(Thing),
    things_total: Type.Integer(),
    changes: Type.Object({ since: orNull(Instant), total: Type.Integer(), rows: Type.Array(Change) }),
    programmes: Type.Array(ProgrammeCounts),
    programmes_total: Type.Integer(),
    firm: orNull(FirmStart),
    served: orNull(ServedCounts),
  }),
  ahead: (_input, today) => ({
    name: 'home_page',
    values: [today, rolesOf('exhibit.receive'), rolesOf('enterprise.approve')],
  }),
  async run({ today, actor }, _input, page: Page | null) {
    const roles = actor.kind === 'person' ? actor.roles : [];
    if (!page) throw new Error('home_page answers one row');
    const { awaited, applied, served } = page;
    const visits = mayDo(roles, 'visit.add') ? served : null;
    const firms = [...appliedCandidates(applied), ...servedCandidates(visits)];
    const things = rankThings([...page.candidates, ...exhibitCandidates(awaited), ...firms], today);
    return {
      today,
      things,
      things_total: page.things_total + awaited.total + applied.total + firmsAmong(things),
      changes: { since: instant(page.since), total: page.changes_total, rows: page.changes.map(withInstant) },
      programmes: page.programmes,
      programmes_total: page.programmes_total,
      firm: mayDo(roles, 'identity.found') ? page.firm : null,
      served: visits && { total: visits.total, weak: visits.weak, unvisited: visits.unvisited },
    };
  },
});

/** Who may do an act, as a list that the database reads. */
const rolesOf = (act: Act): string => `{${permissions[act].join(',')}}`;

/** Firms to visit are advice, told by `served`: among the things to do only those count that stand there. */
const firmsAmong = (things: readonly { noun: string }[]): number =>
  things.filter(({ noun }) => noun === 'enterprise').length;

/** JSON of the database has instants in UTC without the letter. */
const instant = (at: string | null): string | null => (at === null ? null : new Date(`${at}Z`).toISOString());
const withInstant = (change: Changed): Changed => ({ ...change, at: instant(change.at) ?? change.at });

/** The leader's page: targets against time, who is late, what may go wrong; programmes of my organisation or shared. */
export const showLeader = query({
  name: 'home.leader',
  input: Type.Object({}),
  output: Type.Object({
    today: Day,
    programmes: Type.Array(ProgrammeCounts),
    programmes_total: Type.Integer(),
    targets: Type.Array(TargetRow),
    targets_total: Type.Integer(),
    late: Type.Array(LateUnit),
    late_total: Type.Integer({ description: 'Parts that are late, of all units' }),
    risks: Type.Array(Risk),
  }),
  async run({ db, today }) {
    const { late, unresolved, waiting, targets, ...found } = await readLeader(db, today);
    const risks = risksOf({ programmes: found.programmes, targets, unresolved, waiting }, today);
    return {
      today,
      ...found,
      targets,
      late: late.map((unit) => ({ ...unit, days: daysBetween(unit.oldest_on, today) })),
      risks,
    };
  },
});
