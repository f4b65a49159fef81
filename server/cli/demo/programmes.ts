import { draftFromPrinted, type Printed } from '#domain/plans/from-printed.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { newId } from '#server/kernel/id.ts';
import { hashToken, newToken } from '#server/kernel/session.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { addPlan } from '#server/plans/add.ts';
import { adoptPlan } from '#server/plans/adopt.ts';
import { correctPlan } from '#server/plans/correct.ts';

/** A caller for every demonstration person: a session like any other, opened for the seeding alone. */
export async function callerFor(house: House, person: string): Promise<Caller> {
  const token = newToken();
  await house.database.owner.query(
    `insert into sessions (id, token_hash, person_id, post_id, expires_at)
     select $1, $2, $3, (select id from posts where person_id = $3 and not (roles && array['leader']) order by id limit 1), now() + interval '1 hour'`,
    [newId(), hashToken(token), person],
  );
  return { token: hashToken(token) };
}

export type ToAdopt = {
  draft: Printed;
  division_code: string;
  scope: string;
  units: Record<string, string[]>;
  carries_out?: string;
};

/** Through the same acts as a person would: begin, correct (the units chosen), adopt. Answers the programme's id. */
export async function adoptPrinted(
  house: House,
  caller: Caller,
  { draft, division_code, scope, units, carries_out }: ToAdopt,
): Promise<string> {
  const whole = draftFromPrinted(draft);
  const begun = await perform(house, caller, addPlan, { title: draft.title ?? '', draft: whole });
  const corrected = await perform(house, caller, correctPlan, {
    id: begun.id,
    version: begun.version,
    draft: whole,
    units,
  });
  const adopted = await perform(house, caller, adoptPlan, {
    id: begun.id,
    version: corrected.version,
    division_code,
    scope,
    ...(carries_out ? { carries_out } : {}),
  });
  return adopted.programme;
}
