import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '#server/db/open.ts';
import { readRows } from '#server/db/rows.ts';
import { timeOfId } from '#server/kernel/id.ts';

/** One deposit of an organisation, as the list of the kit and its proof need it. */
export type KitDeposit = {
  readonly id: string;
  /** Null while it is only received. */
  readonly index: number | null;
  readonly kind: string;
  readonly title: string | null;
  readonly at: string;
  /** Of the content, hexadecimal: whole where it is kept, otherwise its first eight bytes. */
  readonly sha256: string;
  readonly organisation: { readonly id: string; readonly name: string | null };
};

type Found = Omit<KitDeposit, 'at' | 'organisation'> & { org_id: string; organisation_name: string | null };

/** Deposits that are read at once: few enough that a transaction is short. */
const page = 100;

/** Whose deposits, and which of their statements the reader may open (null: all). */
export type Share = { readonly organisation: string; readonly open: RawBuilder<boolean> | null };

/** The next deposits of the organisation after this id, oldest first; fewer than a page at the end. */
async function readPage(db: Reader, { organisation, open }: Share, after: string): Promise<KitDeposit[]> {
  const rows = await readRows(
    db,
    sql<Found>`
      select d.id, d.entry_index as index, d.org_id, o.name as organisation_name, f.title,
             coalesce(s.act, f.kind, 'file') as kind,
             case when s.text is not null then encode(sha256(convert_to(s.text, 'UTF8')), 'hex')
                  else coalesce(encode(f.sha256, 'hex'), lpad(to_hex(d.digest_prefix), 16, '0')) end as sha256
        from evidence_deposits d left join statements s on s.deposit_id = d.id
        left join deposited_files f on f.deposit_id = d.id left join organisations o on o.id = d.org_id
       where d.org_id = ${organisation}::uuid and d.id > ${after}::uuid and ${open ?? sql`true`} order by d.id limit ${page}`,
  );
  return rows.map(({ org_id, organisation_name, ...row }) => ({
    ...row,
    at: timeOfId(row.id),
    organisation: { id: org_id, name: organisation_name },
  }));
}

export type Later = <T>(read: (db: Reader) => Promise<T>) => Promise<T>;

/** Every deposit of the organisation, page by page; `use` runs in the transaction that read the deposit. */
export async function* eachPage<T>(
  later: Later,
  share: Share,
  use: (db: Reader, deposit: KitDeposit) => Promise<T>,
): AsyncGenerator<T[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { deposits, used } = await later(async (db) => {
      const deposits = await readPage(db, share, after);
      const used: T[] = [];
      for (const deposit of deposits) used.push(await use(db, deposit));
      return { deposits, used };
    });
    yield used;
    const last = deposits.at(-1);
    if (last === undefined || deposits.length < page) return;
    after = last.id;
  }
}
