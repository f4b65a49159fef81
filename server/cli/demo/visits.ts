import { addDays } from '#domain/clock.ts';
import { frequentFindings } from '#domain/visits/frequent.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { newId } from '#server/kernel/id.ts';
import { dayInChina, type House, perform } from '#server/kernel/verb.ts';
import { addVisit } from '#server/visits/add.ts';
import { houseAgo } from './days.ts';
import { chance, type DemoFirm, readFirmContent } from './firms.ts';
import type { Stage } from './stage.ts';

/**
 * Visits of two years: four firms of five were visited by those who serve them; what was found is mostly followed up by
 * a return visit, in some firms it is late.
 */
export async function playVisits({ house, callers }: Stage, firms: readonly DemoFirm[]): Promise<void> {
  const { notes } = await readFirmContent();
  for (const firm of firms) {
    const { key, since } = firm;
    if (chance(key, 'visited') < 0.2 || since < 8) continue;
    const daysAgo = 4 + Math.floor(chance(key, 'visit') * (Math.min(since, 640) - 6));
    const then = houseAgo(house, daysAgo);
    const caller = callers.get(firm.office.visits) ?? { token: null };
    const findings = findingsOf(firm, dayInChina(then.clock()));
    const note = notes[Math.floor(chance(key, 'note') * (notes.length - 1))] ?? '';
    const kind = chance(key, 'kind') < 0.6 ? 'visit' : chance(key, 'kind') < 0.85 ? 'patrol' : 'diagnosis';
    await record({ on: then, caller, firm }, { kind, note, findings, closes: [] });
    // What was found long ago is remedied; of the last months some is open or late.
    const isRecent = daysAgo < 130;
    const back = daysAgo - 35 - Math.floor(chance(key, 'back') * 30);
    if (findings.length === 0 || back < 1 || (isRecent && chance(key, 'late') < 0.4)) continue;
    const closes = findings
      .filter(({ id: _, topic }) => !isRecent || chance(key, topic, 'done') < 0.8)
      .map(({ id }) => id);
    await record(
      { on: houseAgo(house, back), caller, firm },
      { kind: 'return', note: notes.at(-1) ?? '', findings: [], closes },
    );
  }
}

type Finding = ReturnType<typeof findingsOf>[number];

type Visit = {
  kind: 'visit' | 'patrol' | 'return' | 'diagnosis';
  note: string;
  findings: Finding[];
  closes: string[];
};

type Going = { on: House; caller: Caller; firm: DemoFirm };

async function record({ on, caller, firm }: Going, { kind, note, findings, closes }: Visit): Promise<void> {
  const now = on.clock();
  const topics = [...new Set(findings.map(({ topic }) => topic))];
  await perform(on, caller, addVisit, {
    ...{ id: newId(), enterprise: firm.id, told_at: now.toISOString(), kind, visited_on: dayInChina(now) },
    ...{
      present: ['企业负责人'],
      topics: topics.length > 0 ? topics : ['needs'],
      note,
      internal_note: null,
      next_on: null,
    },
    ...{ findings, closes },
  });
}

/** None to three of what officers find again and again. */
function findingsOf({ key }: DemoFirm, day: string) {
  return frequentFindings
    .filter(({ short }) => chance(key, short) < 0.17)
    .slice(0, 3)
    .map(({ topic, what, severity, remedy, days }) => ({
      ...{ id: newId(), topic, what, severity, remedy, due_on: addDays(day, days) },
    }));
}
