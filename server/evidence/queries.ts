import { sql } from 'kysely';
import Type from 'typebox';
import { CheckpointShown, DepositRow, depositFilters, StampShown } from '#domain/evidence/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, orNull, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { chooseCheckpoint, witnessesOf } from '#server/evidence/checkpoints.ts';
import { readDeposits } from '#server/evidence/list/read.ts';
import { writeDeposits } from '#server/evidence/list/write.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** What my organisation has in the register, or what the acts on one row left there; newest first. */
export const listDeposits = query({
  name: 'evidence.list',
  input: Type.Object({ ...depositFilters, ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(DepositRow) }),
  run: ({ db, actor }, { page = 1, size = 50, ...filter }) =>
    readDeposits(db, { actor, filter, size, offset: (page - 1) * size }),
});

/** One file holds at most this many deposits; more are refused, never cut. */
const mostExported = 50_000;

/** What the list shows, as a workbook. */
export const exportDeposits = query({
  name: 'evidence.export',
  input: Type.Object(depositFilters),
  output: FileOutput,
  async run({ db, actor, today }, filter) {
    const wanted = { actor, filter, size: mostExported, offset: 0 };
    const { total, rows } = await readDeposits(db, wanted);
    if (total > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    return { name: `存证清单-${today}.xlsx`, media_type: sheetMediaType, bytes: await writeDeposits(rows) };
  },
});

/** One deposit: where it stands, what it says, which checkpoint covers it, who vouches for its time. */
export const showDeposit = query({
  name: 'evidence.show',
  input: ById,
  output: Type.Object({
    ...DepositRow.properties,
    statement: orNull(Type.String({ description: 'The exact text that the entry commits to; of an act only' })),
    sha256: orNull(Type.String()),
    tool: orNull(Type.String()),
    checkpoint: orNull(CheckpointShown),
    stamps: Type.Array(StampShown),
    waiting_stamps: Type.Integer(),
    authorities: Type.Integer({ description: 'Time authorities in use, which can be asked for a stamp' }),
  }),
  async run({ db, actor, today }, { id }) {
    const row = await loadDeposit(db, actor, id);
    const needed = await ruleNumber(db, 'evidence_witnesses_needed', today);
    const [words] = await readRows(
      db,
      sql<{ statement: string | null; sha256: string | null; tool: string | null; authorities: number }>`
        select (select text from statements where deposit_id = ${id}::uuid) as statement,
               encode(f.sha256, 'hex') as sha256, f.tool,
               (select count(*) from authorities where state = 'active') as authorities
          from (select 1) one left join deposited_files f on f.deposit_id = ${id}::uuid`,
    );
    const best = row.index === null ? null : await chooseCheckpoint(db, { index: row.index, needed });
    const stamps = await stampsOf(db, { id, size: best?.size ?? null });
    return {
      ...row,
      statement: words?.statement ?? null,
      sha256: words?.sha256 ?? null,
      tool: words?.tool ?? null,
      checkpoint: best && {
        size: best.size,
        root: best.root.toString('hex'),
        at: best.at,
        witnesses: await witnessesOf(db, best.cosignatures),
      },
      stamps: stamps.flatMap(({ stamped_at, ...stamp }) => (stamped_at === null ? [] : [{ ...stamp, stamped_at }])),
      waiting_stamps: stamps.filter(({ stamped_at }) => stamped_at === null).length,
      authorities: words?.authorities ?? 0,
    };
  },
});

/** Throws Refused('not_found') for what does not exist or is not the reader's to see. */
export async function loadDeposit(db: Reader, actor: Actor, id: string): Promise<DepositRow> {
  const { rows } = await readDeposits(db, { actor, filter: { id }, size: 1, offset: 0 });
  const [row] = rows;
  if (!row) throw new Refused('not_found', { noun: 'evidence' });
  return row;
}

type Stamp = {
  authority: string;
  stamped_at: string | null;
  expires_at: string | null;
  subject: 'checkpoint' | 'entry' | 'renewal';
};

/** Time stamps on this entry, on the checkpoint chosen for it, and the renewals of both; waiting ones have no moment. */
const stampsOf = (db: Reader, { id, size }: { id: string; size: number | null }): Promise<Stamp[]> =>
  readRows(
    db,
    sql<Stamp>`
      with recursive chain as (
        select * from time_tokens where deposit_id = ${id}::uuid or checkpoint_size = ${size}::bigint
        union all select n.* from time_tokens n join chain c on n.renews = c.id)
      select a.name as authority, c.stamped_at, c.expires_at,
             case when c.renews is not null then 'renewal' when c.deposit_id is not null then 'entry' else 'checkpoint' end as subject
        from chain c join authorities a on a.id = c.authority_id order by c.stamped_at nulls last limit 100`,
  );
