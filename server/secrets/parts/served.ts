import { sql } from 'kysely';
import { Refused } from '#domain/refused.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

export type Served = { readonly id: string; readonly latest: number };

/**
 * Of these secrets, those whose ciphertext the actor gets: on the need-to-know list; for an officer also with the
 * purpose of recovery, because the recovery key opens what its holder is not listed for. Refuses not_found when none is
 * seen, not_reader when one is seen but none may be had. Locked against acts meanwhile is none of them.
 */
export async function servedOf(
  ctx: VerbContext,
  { ids, purpose }: { ids: readonly string[]; purpose: string },
): Promise<Served[]> {
  const { organisation, person, officer } = firmOf(ctx);
  const rows = await ctx.db
    .selectFrom('secrets')
    .select(['id', 'latest', isMine(person).as('mine')])
    .where('org_id', '=', organisation)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  if (rows.length === 0) throw new Refused('not_found', { noun: 'secret' });
  const served = rows.filter(({ mine }) => mine || (officer && purpose === 'recovery'));
  if (served.length === 0) throw new Refused('not_reader');
  return served;
}

/** Is the person on the list of the row's secret today? */
export const isMine = (person: string) =>
  sql<boolean>`exists (select 1 from secret_readers r where r.secret_id = secrets.id and r.person_id = ${person} and r.until is null)`;

export type NewReading = { secret: string; version?: number; file?: string; purpose: string };

/** Readings are on record before anything leaves: one row for each thing, in this act. Answers their ids. */
export async function writeReadings(ctx: VerbContext, readings: readonly NewReading[]): Promise<string[]> {
  const { organisation, person } = firmOf(ctx);
  const rows = readings.map(({ secret, version = null, file = null, purpose }) => ({
    ...{ id: newId(), org_id: organisation, secret_id: secret, person_id: person, purpose },
    ...{ version, file_id: file, at: ctx.now.toISOString() },
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await ctx.db
      .insertInto('readings')
      .values(rows.slice(from, from + 1_000))
      .execute();
  return rows.map(({ id }) => id);
}
