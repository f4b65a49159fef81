import type { RoundContext } from '#server/kernel/rounds.ts';
import { ruleToday } from '#server/settings/load.ts';

type Standing = { readonly id: string; readonly seen_at: string | null; readonly failing_since: string | null };

const minute = 60_000;
const lookedAt = new WeakMap<RoundContext['owner'], { at: number; have: string }>();

/**
 * An alarm while fewer witnesses sign than the rule row evidence_witnesses_needed asks for. Looked at when a witness
 * begins or ceases to sign, and every minute for a new value of the rule.
 */
export async function watchPolicy(context: RoundContext, witnesses: readonly Standing[]): Promise<void> {
  const { owner, clock, raise, end } = context;
  const signing = witnesses.filter(({ seen_at, failing_since }) => seen_at !== null && failing_since === null);
  const have = `${witnesses.map(({ id }) => id).join()} ${signing.map(({ id }) => id).join()}`;
  const at = clock().getTime();
  const last = lookedAt.get(owner);
  if (last?.have === have && Math.abs(at - last.at) < minute) return;
  lookedAt.set(owner, { at, have });
  await endAlarmsOfClosed(context);
  const about = 'witnesses';
  const needed = await ruleToday(context, 'evidence_witnesses_needed');
  if (signing.length < needed) await raise('witnesses_too_few', { about, needed, have: signing.length });
  else await end(['witnesses_too_few'], about);
}

async function endAlarmsOfClosed({ owner, end }: RoundContext): Promise<void> {
  const { rows } = await owner.query(`select id from witnesses where state = 'closed'`);
  for (const { id } of rows) await end(['witness_down', 'witness_refused'], id);
}
