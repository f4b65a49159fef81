import { Refused } from '#domain/refused.ts';
import { secretNo } from '#domain/secrets/rules.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { firmOf, readSealed, type Secret, statedOf } from '#server/secrets/load.ts';
import { setReaders } from '#server/secrets/parts/readers.ts';

export type NewVersion = {
  readonly record: SealedInput;
  /** The newest version that the writer had opened; 0 for the first. */
  readonly latest: number;
  /** The need-to-know list from now on; the one that stands when absent. */
  readonly readers?: readonly string[] | undefined;
  readonly resealed?: boolean;
};

/**
 * Writes the next version of a record and deposits its digests; changed_meanwhile when somebody was faster. The author
 * stays on the list whatever it says.
 */
export async function writeVersion(
  ctx: VerbContext,
  secret: Pick<Secret, 'id' | 'number' | 'latest' | 'version' | 'level' | 'state' | 'readers'>,
  { record, latest, readers, resealed = false }: NewVersion,
): Promise<{ version: number; latest: number; deposit: string }> {
  if (secret.latest !== latest) throw new Refused('changed_meanwhile', { version: secret.latest });
  const { organisation, person } = firmOf(ctx);
  const { bytes, recipients } = readSealed(record);
  const [next, at] = [latest + 1, ctx.now.toISOString()];
  const { sha256, sm3, size } = record;
  await ctx.db
    .insertInto('secret_versions')
    .values({
      ...{ secret_id: secret.id, org_id: organisation, version: next, ciphertext: bytes, sha256, sm3, size },
      ...{ recipients, resealed, by_person: person, at },
    })
    .execute();
  const listed = readers === undefined ? secret.readers : await setReaders(ctx, secret.id, [...readers, person]);
  const version = latest === 0 ? 1 : secret.version + 1;
  await ctx.db
    .updateTable('secrets')
    .set({ latest: next, readers: listed, version, changed_at: at })
    .where('id', '=', secret.id)
    .executeTakeFirstOrThrow();
  const deposit = ctx.deposit({
    row: secret.id,
    facts: { number: secret.number, version: next, level: secret.level, state: secret.state, person, resealed },
    files: [statedOf(record, `${secretNo(secret.number)}第${next}版`)],
  });
  return { version, latest: next, deposit };
}
