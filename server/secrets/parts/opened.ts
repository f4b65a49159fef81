import type { Static } from 'typebox';
import { Refused } from '#domain/refused.ts';
import type { OpenedRow } from '#domain/secrets/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import type { Served } from '#server/secrets/parts/served.ts';

const mostBytes = 4 * 1024 * 1024;

type Wanted = { readonly served: readonly Served[]; readonly version?: number | undefined; readonly forms: boolean };
type Opened = { rows: Static<typeof OpenedRow>[]; rest: string[] };

/** The age files of served secrets, as many as fit an answer, at least one; the others are named in `rest`. */
export async function readOpened(ctx: VerbContext, { served, version, forms }: Wanted): Promise<Opened> {
  const opened: Opened = { rows: [], rest: [] };
  let bytes = 0;
  for (let from = 0; from < served.length; from += 10) {
    const batch = served.slice(from, from + 10);
    if (bytes >= mostBytes) {
      opened.rest.push(...batch.map(({ id }) => id));
      continue;
    }
    const rows = await readBatch(ctx, { served: batch, version, forms });
    if (version !== undefined && rows.length === 0) throw new Refused('not_found', { noun: 'version' });
    opened.rows.push(...rows);
    bytes += rows.reduce((sum, row) => sum + row.sealed.length + sizeOf(row.forms), 0);
  }
  return opened;
}

const sizeOf = (forms: readonly { sealed: string; answer: string | null }[]): number =>
  forms.reduce((sum, { sealed, answer }) => sum + sealed.length + (answer?.length ?? 0), 0);

async function readBatch({ db }: VerbContext, { served, version, forms }: Wanted): Promise<Static<typeof OpenedRow>[]> {
  const ids = served.map(({ id }) => id);
  const records = await db
    .selectFrom('secret_versions as v')
    .innerJoin('secrets as s', 's.id', 'v.secret_id')
    .select(['v.secret_id', 'v.version', 'v.ciphertext'])
    .where('v.secret_id', 'in', ids)
    .where((row) =>
      version === undefined ? row('v.version', '=', row.ref('s.latest')) : row('v.version', '=', version),
    )
    .orderBy('v.secret_id')
    .execute();
  const steps = forms
    ? await db
        .selectFrom('secret_steps')
        .select(['id', 'secret_id', 'form', 'answer'])
        .where('secret_id', 'in', ids)
        .where('form', 'is not', null)
        .orderBy('asked_at')
        .execute()
    : [];
  return records.map(({ secret_id, version: found, ciphertext }) => ({
    id: secret_id,
    version: found,
    sealed: ciphertext.toString('base64'),
    forms: steps.flatMap((step) =>
      step.secret_id === secret_id
        ? [
            {
              step: step.id,
              sealed: step.form?.toString('base64') ?? '',
              answer: step.answer?.toString('base64') ?? null,
            },
          ]
        : [],
    ),
  }));
}
