import { randomInt } from 'node:crypto';
import Type from 'typebox';
import { isHard } from '#domain/agreements/rules.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Instant, Version } from '#domain/schema.ts';
import { findingsOf } from '#server/agreements/findings.ts';
import { endSignings, loadAgreement } from '#server/agreements/load.ts';
import { startDeadline } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { dayInChina, verb } from '#server/kernel/verb.ts';
import { firmOf } from '#server/members/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * Freezes the text and issues a one-time link and a code of six digits, to be handed over by two different ways. Both
 * are shown once and kept as hashes. Refuses what a hard check speaks against.
 */
export const sendAgreement = verb({
  name: 'agreement.send',
  secret: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({
    version: Type.Integer(),
    token: Type.String(),
    code: Type.String(),
    expires_at: Instant,
  }),
  async run(ctx, { id, version }) {
    const { db, now, today } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const { agreement, state } = await loadAgreement(db, { id, organisation, version, act: 'send' });
    if (agreement.text === '') throw new Refused('agreement_empty', { field: 'text' });
    const findings = await findingsOf(db, agreement, today);
    if (isHard(findings)) throw new Refused('agreement_hard', { count: findings.filter(({ hard }) => hard).length });
    const days = await ruleNumber(db, 'signing_link_validity', today);
    const expires = new Date(now.getTime() + days * 86_400_000);
    const [token, code] = [newToken(), String(randomInt(1_000_000)).padStart(6, '0')];
    await endSignings(db, id, now);
    await db
      .insertInto('signings')
      .values({
        ...{ id: newId(), agreement_id: id, org_id: organisation, way: 'link', sha256: agreement.sha256 },
        ...{ token_hash: hashToken(token), code_hash: codeHash(token, code), expires_at: expires.toISOString() },
        ...{ created_at: now.toISOString(), created_by: person },
      })
      .execute();
    await db
      .updateTable('agreements')
      .set({ state, sent_at: now.toISOString(), version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await startDeadline(db, {
      ...{ noun: 'agreement', row: id, kind: 'agreement.sign', org: organisation, programme: null, path: '' },
      ...{ title: `第${agreement.number}号协议待签署`, due: dayInChina(expires), person: agreement.person_id },
    });
    ctx.about({ row: id, path: '', data: { number: agreement.number, kind: agreement.kind } });
    return { version: version + 1, token, code, expires_at: expires.toISOString() };
  },
});

/** A code of six digits says nothing without its link: guessing against the hash needs the token, which is not kept. */
export const codeHash = (token: string, code: string): string => hashToken(`${token}:${code}`);
