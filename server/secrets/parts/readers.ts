import type { VerbContext } from '#server/kernel/verb.ts';
import { checkPeople, firmOf } from '#server/secrets/load.ts';

/**
 * Makes the need-to-know list of a secret exactly `wanted`: who is new begins now, who is missing ends now. Answers how
 * many there are. Refuses reader_not_in_firm for somebody without a post in the firm today.
 */
export async function setReaders(ctx: VerbContext, secret: string, wanted: readonly string[]): Promise<number> {
  const { db, now } = ctx;
  const { organisation } = firmOf(ctx);
  const listed = await db
    .selectFrom('secret_readers')
    .select('person_id')
    .where('secret_id', '=', secret)
    .where('until', 'is', null)
    .execute();
  const before = new Set(listed.map((row) => row.person_id));
  const added = [...new Set(wanted)].filter((person) => !before.has(person));
  const gone = [...before].filter((person) => !wanted.includes(person));
  await checkPeople(ctx, added);
  if (gone.length > 0)
    await db
      .updateTable('secret_readers')
      .set({ until: now.toISOString() })
      .where('secret_id', '=', secret)
      .where('until', 'is', null)
      .where('person_id', 'in', gone)
      .execute();
  if (added.length > 0)
    await db
      .insertInto('secret_readers')
      .values(
        added.map((person) => ({
          secret_id: secret,
          person_id: person,
          org_id: organisation,
          since: now.toISOString(),
          until: null,
        })),
      )
      .execute();
  return new Set(wanted).size;
}
