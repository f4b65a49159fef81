import Type from 'typebox';
import { Token } from '#domain/accounts/schema.ts';
import { Drawing } from '#domain/agreements/schema.ts';
import { type AgreementStateName, agreementStates } from '#domain/agreements/states.ts';
import { Refused } from '#domain/refused.ts';
import { Instant, orNull } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { afterSigning, checkSigning, digestOf, endSignings } from '#server/agreements/load.ts';
import { hashToken } from '#server/kernel/session.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

/**
 * Signs what the pass opened: the text whose digest the signer was shown, read to its end, with a drawn signature or
 * the typed name. Kept: digest, drawing, instants, address, program; the deposit holds their digests in the firm's name.
 */
export const signAgreement = verb({
  name: 'agreement.sign',
  gate: true,
  deposits: true,
  input: Type.Object({
    pass: Token,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    read_seconds: Type.Integer({ minimum: 0, maximum: 86_400, description: 'From opening to the end of the text' }),
    agree: Type.Literal(true),
    drawing: orNull(Drawing),
    typed: orNull(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
  }),
  output: Type.Object({ signed_at: Instant, number: Type.Integer() }),
  async run(ctx, { pass, sha256, read_seconds, drawing, typed, address = '', agent = '' }) {
    const { db, now, today } = ctx;
    const { signing, agreement } = await loadOpened(ctx, pass);
    if (sha256 !== agreement.sha256 || signing.sha256 !== agreement.sha256) throw new Refused('text_changed');
    // The column's check constraint allows exactly these.
    const state = nextState(agreementStates, agreement.state as AgreementStateName, 'sign');
    const signer = agreement.party_name ?? '';
    const mark = markOf({ drawing, typed, signer });
    const signed_at = now.toISOString();
    const opened = signing.code_at ?? signed_at;
    const read = new Date(Math.min(Date.parse(opened) + read_seconds * 1000, now.getTime())).toISOString();
    await db
      .updateTable('signings')
      .set({ ...mark, signer, signed_at, read_at: read, address, agent, pass_until: copyUntil(now) })
      .where('id', '=', signing.id)
      .execute();
    await endSignings(db, agreement.id, now);
    await db
      .updateTable('agreements')
      .set({
        ...{ state, signed_at, signed_on: today, signed_how: 'screen', from_on: agreement.from_on ?? today },
        version: agreement.version + 1,
      })
      .where('id', '=', agreement.id)
      .executeTakeFirstOrThrow();
    await afterSigning(db, agreement, now);
    const { number, kind, id } = agreement;
    ctx.about({ row: id, path: '', data: { number, kind, way: signing.way, how: mark.how } });
    ctx.deposit({
      ...{ row: id, organisation: { id: agreement.org_id, name: agreement.firm } },
      facts: {
        number,
        kind,
        sha256,
        way: signing.way,
        how: mark.how,
        signature_sha256: digestOf(mark.drawing),
        signed_at,
      },
    });
    return { signed_at, number };
  },
});

/** The signer may fetch the own copy for a day. */
const copyUntil = (now: Date): string => new Date(now.getTime() + 86_400_000).toISOString();

/** Exactly one of the two; a typed name must be the signer's own. */
function markOf({ drawing, typed, signer }: { drawing: string | null; typed: string | null; signer: string }) {
  if (drawing !== null && typed === null) return { how: 'drawn', drawing };
  if (drawing !== null || typed === null) throw new Refused('signature_missing', { field: 'drawing' });
  if (plain(typed) !== plain(signer)) throw new Refused('typed_name_differs', { field: 'typed', name: signer });
  return { how: 'typed', drawing: typed.trim() };
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

async function loadOpened({ db, now }: VerbContext, pass: string) {
  const found = await db
    .selectFrom('signings')
    .selectAll()
    .where('pass_hash', '=', hashToken(pass))
    .forUpdate()
    .executeTakeFirst();
  const signing = checkSigning(found);
  if ((signing.pass_until ?? '') <= now.toISOString()) throw new Refused('signing_time_over');
  const agreement = await db
    .selectFrom('agreements as a')
    .innerJoin('organisations as o', 'o.id', 'a.org_id')
    .selectAll('a')
    .select('o.name as firm')
    .where('a.id', '=', signing.agreement_id)
    .forUpdate('a')
    .executeTakeFirstOrThrow();
  return { signing, agreement };
}
