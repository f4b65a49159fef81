import { Refused } from '#domain/refused.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

/** A programme that the actor sees, or none; not_found. */
export async function checkProgramme({ db }: Pick<VerbContext, 'db'>, id: string | null): Promise<void> {
  if (id === null) return;
  const found = await db.selectFrom('programmes').select('id').where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'programme', field: 'programme' });
}

/** An organisation of the directory that may take evidence, and is not the one that has it: receiver_unfit. */
export async function checkReceiver(
  { db }: Pick<VerbContext, 'db'>,
  { id, keeper, fits }: { id: string; keeper: string; fits: (kind: string) => boolean },
): Promise<string> {
  const found = await db
    .selectFrom('organisations')
    .select(['id', 'name', 'kind'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'organisation', field: 'to_organisation' });
  if (found.id === keeper || !fits(found.kind))
    throw new Refused('receiver_unfit', { field: 'to_organisation', name: found.name });
  return found.name;
}
