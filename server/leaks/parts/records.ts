import { leakNo } from '#domain/leaks/deadlines.ts';
import { Refused } from '#domain/refused.ts';
import type { SealedInput } from '#domain/secrets/schema.ts';
import { countSealedFor } from '#domain/secrets/sealed.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import type { Leak } from '#server/leaks/load.ts';
import { firmOf } from '#server/secrets/load.ts';

type Numbered = Pick<Leak, 'id' | 'number' | 'kind' | 'state' | 'latest'>;

/**
 * Writes the next sealed version of an incident and deposits its digests: not_sealed for a text in clear,
 * changed_meanwhile when somebody was faster.
 */
export async function writeRecord(
  ctx: VerbContext,
  leak: Numbered,
  { record, latest }: { record: SealedInput; latest: number },
): Promise<number> {
  if (leak.latest !== latest) throw new Refused('changed_meanwhile', { version: leak.latest });
  const { organisation, person } = firmOf(ctx);
  const bytes = Buffer.from(record.sealed, 'base64');
  countSealedFor(bytes);
  const { sha256, sm3, size } = record;
  const [version, at] = [latest + 1, ctx.now.toISOString()];
  await ctx.db
    .insertInto('leak_versions')
    .values({
      leak_id: leak.id,
      version,
      org_id: organisation,
      ciphertext: bytes,
      sha256,
      sm3,
      size,
      by_person: person,
      at,
    })
    .execute();
  ctx.deposit({
    row: leak.id,
    facts: { number: leak.number, kind: leak.kind, version, state: leak.state, person },
    files: [{ name: `${leakNo(leak.number)} v${version}`, size, sha256, sm3 }],
  });
  return version;
}

/** Entries of the own register, and people with a post in the firm today. Refuses leak_secret_unknown, leak_reader_not_in_firm. */
export async function checkNamed(
  ctx: VerbContext,
  { secrets, readers }: { secrets: readonly string[]; readers: readonly string[] },
): Promise<void> {
  const { organisation } = firmOf(ctx);
  if (secrets.length > 0) {
    const known = await ctx.db
      .selectFrom('secrets')
      .select('id')
      .where('org_id', '=', organisation)
      .where('id', 'in', secrets)
      .execute();
    if (known.length < new Set(secrets).size) throw new Refused('leak_secret_unknown', { field: 'secrets' });
  }
  if (readers.length === 0) return;
  const posts = await ctx.db
    .selectFrom('posts')
    .select('person_id')
    .distinct()
    .where('org_id', '=', organisation)
    .where('person_id', 'in', readers)
    .where('from_on', '<=', ctx.today)
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>=', ctx.today)]))
    .execute();
  if (posts.length < new Set(readers).size) throw new Refused('leak_reader_not_in_firm', { field: 'readers' });
}
