import { leakNo } from '#domain/leaks/deadlines.ts';
import { Refused } from '#domain/refused.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import type { Leak } from '#server/leaks/load.ts';
import { checkPeople, firmOf, readSealed, statedOf } from '#server/secrets/load.ts';

type Numbered = Pick<Leak, 'id' | 'number' | 'kind' | 'state' | 'latest'>;

/**
 * Writes the next sealed version of an incident and deposits its digests: not_sealed for a text in clear,
 * sealed_too_large, changed_meanwhile when somebody was faster.
 */
export async function writeRecord(
  ctx: VerbContext,
  leak: Numbered,
  { record, latest }: { record: SealedInput; latest: number },
): Promise<number> {
  if (leak.latest !== latest) throw new Refused('changed_meanwhile', { version: leak.latest });
  const { organisation, person } = firmOf(ctx);
  const { bytes } = readSealed(record);
  const { sha256, sm3, size } = record;
  const version = latest + 1;
  await ctx.db
    .insertInto('leak_versions')
    .values({
      ...{ leak_id: leak.id, version, org_id: organisation, ciphertext: bytes, sha256, sm3, size },
      ...{ by_person: person, at: ctx.now.toISOString() },
    })
    .execute();
  ctx.deposit({
    row: leak.id,
    facts: { number: leak.number, kind: leak.kind, version, state: leak.state, person },
    files: [statedOf(record, `${leakNo(leak.number)}第${version}版`)],
  });
  return version;
}

type Named = { readonly secrets: readonly string[]; readonly readers: readonly string[] };

/** Entries of the own register, and people with a post in the firm today. Refuses leak_secret_unknown, reader_not_in_firm. */
export async function checkNamed(ctx: VerbContext, { secrets, readers }: Named): Promise<void> {
  if (secrets.length > 0) {
    const known = await ctx.db
      .selectFrom('secrets')
      .select('id')
      .where('org_id', '=', firmOf(ctx).organisation)
      .where('id', 'in', secrets)
      .execute();
    if (known.length < new Set(secrets).size) throw new Refused('leak_secret_unknown', { field: 'secrets' });
  }
  await checkPeople(ctx, readers);
}
