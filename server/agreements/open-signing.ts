import Type from 'typebox';
import { Kind } from '#domain/agreements/schema.ts';
import { Id, Instant, orNull } from '#domain/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** What somebody reads before signing. `pass` opens the act of signing for a while, and the copy afterwards. */
export const Opened = Type.Object({
  pass: Type.String(),
  agreement: Id,
  firm: Type.String(),
  number: Type.Integer(),
  kind: Kind,
  party: Type.String(),
  party_firm: orNull(Type.String()),
  secrets: Type.Array(Type.Integer()),
  text: Type.String(),
  sha256: Type.String(),
  until: Instant,
});

type Signing = { readonly id: string; readonly agreement_id: string };
type Times = { readonly now: Date; readonly today: string };

/** Gives the pass of a signing whose signer has shown who they are, and what there is to sign. */
export async function openSigning(db: Writer, { id, agreement_id }: Signing, { now, today }: Times) {
  const minutes = await ruleNumber(db, 'signing_time', today);
  const until = new Date(now.getTime() + minutes * 60_000).toISOString();
  const pass = newToken();
  await db
    .updateTable('signings')
    .set({ pass_hash: hashToken(pass), code_at: now.toISOString(), pass_until: until })
    .where('id', '=', id)
    .execute();
  const row = await db
    .selectFrom('agreements as a')
    .innerJoin('organisations as o', 'o.id', 'a.org_id')
    .select(['a.id', 'a.number', 'a.kind', 'a.party_name', 'a.party_firm', 'a.secrets', 'a.text', 'a.sha256', 'o.name'])
    .where('a.id', '=', agreement_id)
    .executeTakeFirstOrThrow();
  const { number, party_firm, secrets, text, sha256 } = row;
  return {
    ...{ pass, agreement: row.id, firm: row.name, number, party: row.party_name ?? '', party_firm },
    // The column's check constraint allows exactly the kinds of the schema.
    ...{ kind: row.kind as 'confidentiality', secrets, text, sha256, until },
  };
}
