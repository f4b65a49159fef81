import { sql } from 'kysely';
import { Refused } from '#domain/refused.ts';
import type { Writer } from '#server/db/open.ts';

/** The organisation, locked; not_found when hidden, changed_meanwhile when `version` is no longer the newest. */
export async function loadOrganisation(db: Writer, id: string, version?: number) {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'organisation' });
  if (version !== undefined && row.version !== version)
    throw new Refused('changed_meanwhile', { version: row.version });
  return row;
}

export type Uses = {
  readonly posts: number;
  readonly programmes: number;
  readonly running: number;
  readonly exhibits: number;
};

/** How much hangs on an organisation, over rows that the actor may not see; only the counts leave. */
export async function usesOf(db: Writer, id: string): Promise<Uses> {
  const { rows } = await sql<{ uses: Uses }>`select humi_organisation_uses(${id}) as uses`.execute(db);
  return rows[0]?.uses ?? { posts: 0, programmes: 0, running: 0, exhibits: 0 };
}

/** A unique index that held against a row the actor does not see, or against a request at the same moment. */
export function asTaken(error: unknown, { name, credit_code }: { name: string; credit_code: string | null }): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return error;
  const constraint = 'constraint' in error ? String(error.constraint) : '';
  return constraint === 'organisations_credit_code'
    ? new Refused('credit_code_taken', { field: 'credit_code', code: credit_code ?? '' })
    : new Refused('name_taken', { field: 'name', name });
}
