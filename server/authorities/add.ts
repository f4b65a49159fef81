import Type from 'typebox';
import { authorityFields } from '#domain/authorities/schema.ts';
import { Id } from '#domain/schema.ts';
import { refuseCertificates, refuseTaken } from '#server/authorities/load.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/** An RFC 3161 service that stamps the register from now on. Its certificates go into every proof. */
export const addAuthority = verb({
  name: 'authority.add',
  deposits: true,
  input: Type.Object(authorityFields),
  output: Type.Object({ id: Id }),
  async run({ db, today, about, deposit }, { name, url, certificates, every_minutes = 60 }) {
    await refuseCertificates(certificates, today);
    await refuseTaken(db, { name, url });
    const id = newId();
    await db
      .insertInto('authorities')
      .values({ id, name, url, certificates, every_minutes, state: 'active' })
      .execute();
    about({ row: id, data: { name, url, every_minutes } });
    deposit({ row: id, facts: { name, url, certificates, every_minutes } });
    return { id };
  },
});
