import { Refused } from '#domain/refused.ts';
import { belowOf } from '#server/enterprises/load.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** An application of the actor's own place, locked and not decided yet. As humi_gate the place is compared here. */
export async function loadApplication({ db, actor }: VerbContext, { id, version }: { id: string; version: number }) {
  const row = await db
    .selectFrom('enterprise_applications')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.path.startsWith(belowOf(actor))) throw new Refused('not_found', { noun: 'enterprise' });
  if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
  if (row.state !== 'asked') throw new Refused('application_decided');
  return row;
}
