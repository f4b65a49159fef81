import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Prose, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadOrganisation, usesOf } from '#server/organisations/load.ts';

/**
 * An organisation is no longer chosen for anything new; what it did stays. Its people act for it no more with their
 * next request. Refused while it leads running programmes or keeps evidence.
 */
export const closeOrganisation = verb({
  name: 'organisation.close',
  input: Type.Object({ id: Id, version: Version, reason: Prose }),
  output: Type.Object({ version: Type.Integer() }),
  async run({ db, about }, { id, version, reason }) {
    const row = await loadOrganisation(db, id, version);
    if (row.state === 'closed') throw new Refused('already_done');
    const { running, exhibits } = await usesOf(db, id);
    if (running > 0) throw new Refused('organisation_leads', { running });
    if (exhibits > 0) throw new Refused('organisation_keeps', { exhibits });
    await db
      .updateTable('organisations')
      .set({ state: 'closed', version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, path: row.path, data: { reason } });
    return { version: version + 1 };
  },
});
