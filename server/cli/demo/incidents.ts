import { emptyLeak, type LeakBody } from '#domain/leaks/body.ts';
import { sealRecord } from '#seal/record.ts';
import { newId } from '#server/kernel/id.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { addLeak } from '#server/leaks/add.ts';
import { checkStep } from '#server/leaks/check-off.ts';
import { closeLeak } from '#server/leaks/close.ts';
import { containLeak } from '#server/leaks/contain.ts';
import { firstSteps } from '#server/leaks/parts/steps.ts';
import { prepareSecret } from '#server/leaks/prepare.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';
import type { Keyed } from './keyholders.ts';
import { type Entry, sent } from './sealing.ts';

type Incident = {
  kind: 'rehearsal' | 'suspected' | 'confirmed';
  days_ago: number;
  /** Hours before the hour of the demonstration’s day at which it was noticed. */
  hours_ago: number;
  entries: number[];
  /** The first so many steps were done. */
  steps: number;
  closed_days_ago: number | null;
  body: Partial<LeakBody>;
};

/** Rehearsals and incidents of a firm, sealed for its officers, and what is still missing to complain about some entries. */
export async function playIncidents(
  house: House,
  { keyed, entries, firm }: { keyed: Keyed; entries: readonly Entry[]; firm: string },
): Promise<void> {
  const incidents = (await readContent<Record<string, Incident[]>>('demo/incidents.json'))[firm] ?? [];
  for (const incident of incidents) await playIncident(house, { keyed, entries }, incident);
  const [author] = keyed.officers;
  const open = entries.filter(({ inForce, level }) => inForce && level === 'core').slice(0, 3);
  if (author)
    for (const [at, { id }] of open.entries()) {
      const missing = at === 0 ? (['similarity', 'loss'] as const) : (['origin', 'loss'] as const);
      await perform(houseAgo(house, 20 - at), author.caller, prepareSecret, { secret: id, missing: [...missing] });
    }
}

async function playIncident(
  house: House,
  { keyed, entries }: { keyed: Keyed; entries: readonly Entry[] },
  incident: Incident,
) {
  const { kind, days_ago, hours_ago, entries: numbers, steps, closed_days_ago, body } = incident;
  const [author] = keyed.officers;
  if (!author) return;
  const on = days_ago === 0 ? house : houseAgo(house, days_ago);
  const found_at = new Date(on.clock().getTime() - hours_ago * 3_600_000).toISOString();
  const readers = keyed.officers.map(({ identity }) => identity.person);
  const id = newId();
  const draft = {
    format: 'humi-leak/1',
    subject: id,
    version: 1,
    previous: null,
    need_to_know: readers,
    body: { ...emptyLeak, ...body },
  } as const;
  const sealed = sent(
    await sealRecord(draft, { author: author.identity, roll: keyed.roll, at: on.clock().toISOString() }),
  );
  const secrets = numbers.flatMap((number) => entries[number - 1]?.id ?? []);
  let { version } = await perform(on, author.caller, addLeak, { id, kind, found_at, secrets, readers, ...sealed });
  for (const { key } of firstSteps.slice(0, steps))
    version = (await perform(on, author.caller, checkStep, { id, version, step: key, done: true })).version;
  if (closed_days_ago === null) return;
  if (kind !== 'rehearsal') version = (await perform(on, author.caller, containLeak, { id, version })).version;
  await perform(houseAgo(house, closed_days_ago), author.caller, closeLeak, { id, version });
}
