/** What the system does with tables of firms, one step after another, so that everybody sees how far it is. */
import { Refused } from '#domain/refused.ts';
import { checkRows } from '#server/enterprises/intake/check.ts';
import { beat, type Held, heldBy, write } from '#server/enterprises/intake/progress.ts';
import { readRowsIn } from '#server/enterprises/intake/read.ts';
import { takeIn } from '#server/enterprises/take-in.ts';
import { type House, perform } from '#server/kernel/verb.ts';

/**
 * Takes the next step of the oldest table that waits for the system; false when none does. A step that another server
 * has in hand is left to it until its lease ends: a server that was killed is followed by the next one, which begins
 * the step anew. What a table itself is to blame for ends its import with the reason; anything else is thrown.
 */
export async function workImports(house: House): Promise<boolean> {
  const held = await heldBy(house);
  if (!held) return false;
  try {
    if (held.state === 'arriving') await readRowsIn(house, held);
    else if (held.state === 'checking') await checkRows(house, held);
    else await applyRows(house, held);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reason !== 'import_cancelled') await fail(house, held, error);
  }
  return true;
}

/** One transaction that nobody sees into; its progress is told from here. */
async function applyRows(house: House, { id }: Held): Promise<void> {
  const stop = beat(house, id);
  try {
    await perform(house, { token: null, system: true }, takeIn, { id });
  } finally {
    await stop();
  }
  await house.files.remove(id);
}

const fail = (house: House, { id }: Held, { reason, detail }: Refused): Promise<unknown> =>
  write(house, async (db) => {
    await db.deleteFrom('import_rows').where('import_id', '=', id).execute();
    await db
      .updateTable('imports')
      .set({ state: 'failed', reason, facts: JSON.stringify(detail), finished_at: house.clock().toISOString() })
      .where('id', '=', id)
      .where('state', 'in', ['arriving', 'checking', 'applying'])
      .execute();
    await house.files.remove(id);
  });
