import Type from 'typebox';
import { KeyRow } from '#domain/keys/schema.ts';
import { keyStateAt } from '#domain/keys/states.ts';
import { paging } from '#domain/schema.ts';
import { query } from '#server/kernel/verb.ts';

/** The keys of one's own organisation, newest first; never their text. */
export const listKeys = query({
  name: 'key.list',
  input: Type.Object(paging),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(KeyRow) }),
  async run({ db, now }, { page = 1, size = 50 }) {
    const { total } = await db
      .selectFrom('access_keys')
      .select((row) => row.fn.count<number>('id').as('total'))
      .executeTakeFirstOrThrow();
    const rows = await db
      .selectFrom('access_keys as k')
      .leftJoin('people as p', 'p.id', 'k.issued_by')
      .select([
        'k.id',
        'k.name',
        'k.issued_by',
        'k.created_at',
        'k.expires_at',
        'k.seen_at',
        'k.revoked_at',
        'k.reason',
      ])
      .select('p.name as issued_by_name')
      .orderBy('k.id', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    const instant = now.toISOString();
    const shown = rows.map((row) => ({
      ...row,
      issued_by_name: row.issued_by_name ?? '',
      state: keyStateAt(row, instant),
    }));
    return { total, rows: shown };
  },
});
