import Type from 'typebox';
import { checkKept } from '#domain/authorities/rules.ts';
import { authorityFields } from '#domain/authorities/schema.ts';
import { authorityStates } from '#domain/authorities/states.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { loadAuthority, refuseCertificates, refuseTaken } from '#server/authorities/load.ts';
import { verb } from '#server/kernel/verb.ts';

/** Another address, name, interval or further certificates. One that failed is asked again at once. */
export const editAuthority = verb({
  name: 'authority.edit',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...authorityFields }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, today, about, deposit }, { id, version, name, url, certificates, every_minutes = 60 }) {
    const row = await loadAuthority(db, id, version);
    // The column's check constraint allows exactly the states of the table.
    nextState(authorityStates, row.state as keyof typeof authorityStates, 'edit');
    await refuseCertificates(certificates, today);
    await refuseTaken(db, { id, name, url });
    const held = db.selectFrom('time_tokens').select('id').where('authority_id', '=', id).where('state', '=', 'held');
    if (await held.limit(1).executeTakeFirst()) checkKept(row.certificates, certificates);
    await db
      .updateTable('authorities')
      .set({ name, url, certificates, every_minutes, failing_since: null, failure: null, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, data: { name, url, every_minutes, certificates: certificates !== row.certificates } });
    deposit({ row: id, facts: { name, url, certificates, every_minutes } });
    return { version: version + 1 };
  },
});
