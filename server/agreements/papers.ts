import Type from 'typebox';
import { Token } from '#domain/accounts/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput } from '#domain/schema.ts';
import { readSigned, writeRecord } from '#server/agreements/signed.ts';
import { hashToken } from '#server/kernel/session.ts';
import { query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';

/** The signed record as a PDF, for the firm's officers and the member who signed. */
export const exportRecord = query({
  name: 'agreement.record',
  gate: true,
  input: ById,
  output: FileOutput,
  async run({ db, actor }, { id }) {
    const { organisation, person } = firmOf(actor);
    const officer = actor.kind === 'person' && actor.roles.includes('enterprise_officer');
    const mine = await db
      .selectFrom('agreements')
      .select(['id', 'person_id'])
      .where('id', '=', id)
      .where('org_id', '=', organisation)
      .executeTakeFirst();
    if (!mine || (!officer && mine.person_id !== person)) throw new Refused('not_found', { noun: 'agreement' });
    const signed = await readSigned(db, { agreement: id });
    if (!signed) throw new Refused('not_signed_here');
    return pdf(signed.number, await writeRecord(signed));
  },
});

/** The signer's own copy, for a day after signing, by the pass of the signing. */
export const exportCopy = query({
  name: 'agreement.copy',
  gate: true,
  input: Type.Object({ pass: Token }),
  output: FileOutput,
  async run({ db, now }, { pass }) {
    const signed = await readSigned(db, { pass_hash: hashToken(pass), now });
    if (!signed) throw new Refused('signing_unknown');
    return pdf(signed.number, await writeRecord(signed));
  },
});

const pdf = (number: number, bytes: Uint8Array) => ({
  name: `第${number}号协议签署记录.pdf`,
  media_type: 'application/pdf',
  bytes,
});
