import { addDays, type Day } from '#domain/clock.ts';
import { Refused } from '#domain/refused.ts';
import { migrate } from '#server/db/migrate.ts';
import { digestRecord } from '#server/evidence/digest-record.ts';
import type { Opened } from '#server/house.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { addPilot } from '#server/pilots/add.ts';
import { closeProgramme } from '#server/programmes/close.ts';
import { submitReport } from '#server/reports/submit.ts';
import { loadReferenceData } from '#server/seed.ts';
import { snapshotTargets } from '#server/targets/snapshot.ts';
import {
  type DemoAct,
  type DemoPilot,
  type DemoProgramme,
  type RealProgramme,
  readContent,
  realProgrammes,
} from './content.ts';
import { playCustody } from './custody.ts';
import { houseAgo, moveDays } from './days.ts';
import { seedDirectory } from './directory.ts';
import { playEnterprises } from './enterprises.ts';
import { dayAgoFrom, playHistory, playProgress } from './history.ts';
import { type DemoMeeting, playMeetings } from './meetings.ts';
import { adoptPrinted, callerFor } from './programmes.ts';
import { depositFiles, keepRegister, openDemoRegister, pauseRegister } from './register.ts';
import type { Stage } from './stage.ts';

/**
 * Fills an empty database with the demonstration: the invented county and its neighbours with a year behind them, and
 * the five published programmes. Refuses a database that holds anything else. A seeding that was cut short begins anew.
 */
export async function seedDemonstration(opened: Opened): Promise<void> {
  const { house } = opened;
  const state = await demoState(house);
  if (state === 'on') return;
  if (state === 'begun') await startOver(house);
  await mark(house, 'begun');
  await pauseRegister(house.database.owner);
  const ids = await seedDirectory(house.database.owner, dayAgoFrom(house), house.clock());
  const callers = new Map<string, Caller>();
  for (const [slug, person] of ids.people) callers.set(slug, await callerFor(house, person));
  const stage = { house, ids, callers };
  await adoptPublished(stage);
  await adoptCounty(stage);
  await adoptSiblings(stage);
  await playEnterprises(stage, ids.firms);
  for (let daysAgo = 300; daysAgo >= 0; daysAgo -= daysAgo > 30 ? 15 : 5)
    await perform(houseAgo(house, daysAgo), { token: null, system: true }, snapshotTargets, {});
  await depositFiles(house, callers);
  // As every night does: an auditor sees each past day of the record with its digest. One run catches up 400 days.
  for (const _ of ['the oldest', 'the others']) await perform(house, { token: null, system: true }, digestRecord, {});
  await house.database.owner.query('update sessions set revoked_at = now()');
  await openDemoRegister(opened);
  await mark(house, 'on');
}

async function demoState(house: House): Promise<'empty' | 'begun' | 'on'> {
  const { rows } = await house.database.owner.query<{ demo: string | null; people: boolean }>(
    "select (select value from installation where key = 'demo') as demo, exists (select 1 from people) as people",
  );
  if (rows[0]?.demo === 'on') return 'on';
  if (rows[0]?.demo === 'begun') return 'begun';
  if (rows[0]?.people) throw new Refused('demo_refused');
  return 'empty';
}

const mark = (house: House, value: string): Promise<unknown> =>
  house.database.owner.query(
    "insert into installation (key, value) values ('demo', $1) on conflict (key) do update set value = excluded.value",
    [value],
  );

/** Only ever for a demonstration that was cut short while it was being filled: everything in it is invented. */
async function startOver({ database: { owner } }: House): Promise<void> {
  await keepRegister(owner, async () => {
    await owner.query('drop schema public cascade; create schema public');
    await migrate(owner);
    await loadReferenceData(owner);
  });
}

/** The five published programmes ran out years ago: they are shown as closed, with what they ask for. */
async function adoptPublished({ house, ids, callers }: Stage): Promise<void> {
  const adopted = new Map<string, string>();
  for (const slug of realProgrammes) {
    const programme = await readContent<RealProgramme>(`programmes/${slug}.json`);
    const caller = callers.get(slug) ?? { token: null };
    const units = Object.fromEntries([
      ...programme.units.map((unit) => [unit.name, [ids.organisations.get(`${slug}/${unit.name}`) ?? '']] as const),
      ...programme.groups.map(
        (group) =>
          [
            group.name,
            group.division_codes.map((code) => ids.organisations.get(`${slug}/${group.name}/${code}`) ?? ''),
          ] as const,
      ),
    ]);
    const superior = programme.parent === null ? undefined : adopted.get(programme.parent);
    const id = await adoptPrinted(house, caller, {
      ...programme,
      units,
      ...(superior ? { carries_out: superior } : {}),
    });
    for (const pilot of programme.pilots) await perform(house, caller, addPilot, pilotOf(id, pilot));
    await perform(house, caller, closeProgramme, { id, version: 1, reason: '方案期限已满，作为历史方案保留。' });
    adopted.set(slug, id);
  }
}

const pilotOf = (programme: string, { title, scope, guiding_contact }: DemoPilot, from_on: Day | null = null) => ({
  ...{ programme, title, place: scope, organisation: null, guiding_organisation: null, from_on, to_on: null },
  guiding_contact: guiding_contact.post ? `${guiding_contact.unit}${guiding_contact.post}` : guiding_contact.unit,
});

async function adoptCounty(stage: Stage): Promise<void> {
  const { house, callers } = stage;
  const today = dayInChina(house.clock());
  const programme = moveDays(await readContent<DemoProgramme>('demo/programme.json'), today);
  const caller = callers.get('linqing') ?? { token: null };
  const id = await adoptAgo(stage, programme, { caller, daysAgo: 315 });
  for (const pilot of programme.pilots) {
    const daysAgo = pilot.started_days_ago ?? 0;
    await perform(houseAgo(house, daysAgo), caller, addPilot, pilotOf(id, pilot, addDays(today, -daysAgo)));
  }
  await playHistory(stage, id, moveDays(await readContent<DemoAct[]>('demo/history.json'), today));
  await submitReports(stage, id, programme);
  await playMeetings(stage, id, moveDays(await readContent<DemoMeeting[]>('demo/meetings.json'), today));
  await playCustody(stage, id);
}

async function adoptSiblings(stage: Stage): Promise<void> {
  const { house, callers } = stage;
  const siblings = moveDays(await readContent<DemoProgramme[]>('demo/siblings.json'), dayInChina(house.clock()));
  for (const programme of siblings) {
    const caller = callers.get(programme.officer ?? '') ?? { token: null };
    if (programme.state === 'draft') continue;
    const id = await adoptAgo(stage, programme, { caller, daysAgo: programme.state === 'closed' ? 500 : 320 });
    await playProgress(stage, id, programme);
    await submitReports(stage, id, programme);
    if (programme.state === 'closed')
      await perform(house, caller, closeProgramme, { id, version: 1, reason: '方案期限已满。' });
  }
}

function adoptAgo(
  { house, ids }: Stage,
  programme: DemoProgramme,
  { caller, daysAgo }: { caller: Caller; daysAgo: number },
): Promise<string> {
  const units = Object.fromEntries(
    programme.groups.map(({ name, members }) => [name, members.map((slug) => ids.organisations.get(slug) ?? '')]),
  );
  return adoptPrinted(houseAgo(house, daysAgo), caller, { ...programme, units });
}

/** Whoever reports at all has sent what was due until a month ago; the rest is due or late. */
async function submitReports(
  { house, callers }: Stage,
  programme: string,
  { reports_submitted }: DemoProgramme,
): Promise<void> {
  const [sent] = reports_submitted;
  if (!sent) return;
  const then = houseAgo(house, 30);
  const found = await house.database.owner.query<{ id: string; version: number }>(
    "select id, version from reports where programme_id = $1 and due_on < $2 and state = 'due'",
    [programme, dayInChina(then.clock())],
  );
  for (const report of found.rows)
    await perform(then, callers.get(sent.by) ?? { token: null }, submitReport, { ...report, note: '已按要求报送。' });
}
