import Type, { type Static } from 'typebox';
import { FileDigest } from '#domain/evidence/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

type Noted = Static<typeof FileDigest> & { readonly id: string };

/** Deposits digests of files that stay where they are (C23): at most a thousand, all of them or none. */
export const depositEvidence = verb({
  name: 'evidence.deposit',
  deposits: true,
  input: Type.Object({ files: Type.Array(FileDigest, { minItems: 1, maxItems: 1_000 }) }),
  output: Type.Object({ deposits: Type.Array(Type.Object({ id: Id })) }),
  async run(ctx, { files }) {
    const { actor } = ctx;
    if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
    const deposits = files.map((file) => ({ ...file, id: ctx.deposit({ kind: file.kind, digests: bytesOf(file) }) }));
    await note(ctx, actor.organisation, deposits);
    const [first] = deposits;
    // Without a path: how many files a firm deposits, and when, is not for those who oversee the region.
    ctx.about({ path: '', data: { deposits: deposits.length, first: first?.id ?? null } });
    return { deposits: deposits.map(({ id }) => ({ id })) };
  },
});

const bytesOf = ({ sha256, sm3 }: { sha256: string; sm3: string }) => ({
  sha256: Uint8Array.from(Buffer.from(sha256, 'hex')),
  sm3: Uint8Array.from(Buffer.from(sm3, 'hex')),
});

/** Only what has words of its own, or lists files, takes a row beside the register's. */
async function note({ db }: VerbContext, organisation: string, deposits: readonly Noted[]): Promise<void> {
  const worded = deposits.filter(({ kind, title }) => kind === 'manifest' || title !== undefined);
  if (worded.length === 0) return;
  const rows = worded.map(({ id, kind, title, size, files, sha256, tool }) => ({
    deposit_id: id,
    org_id: organisation,
    kind,
    title: title?.trim() ?? null,
    size,
    files: files ?? 1,
    sha256: Buffer.from(sha256, 'hex'),
    tool: tool ?? null,
  }));
  await db.insertInto('deposited_files').values(rows).execute();
}
