import Type from 'typebox';
import { Code, DivisionDetail, DivisionRow, Kind } from '#domain/divisions/schema.ts';
import { Refused } from '#domain/refused.ts';
import { holding } from '#server/db/like.ts';
import type { Reader } from '#server/db/open.ts';
import { query } from '#server/kernel/verb.ts';

const columns = ['code', 'name', 'kind', 'parent_code', 'path', 'valid_from', 'valid_to', 'version'] as const;

/**
 * Divisions that are in force today, in the order of their codes: those directly below a parent, of a kind, or whose
 * name or code holds a text. With `ended` also those that are no more.
 */
export const listDivisions = query({
  name: 'division.list',
  input: Type.Object({
    parent: Type.Optional(Code),
    q: Type.Optional(Type.String({ maxLength: 50 })),
    kind: Type.Optional(Kind),
    ended: Type.Optional(Type.Boolean()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 500 })),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(DivisionRow) }),
  async run({ db, today }, { parent, q, kind, ended = false, page = 1, size = 500 }) {
    let found = db.selectFrom('divisions');
    if (!ended) found = found.where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]));
    if (parent !== undefined) found = found.where('parent_code', '=', parent);
    if (kind !== undefined) found = found.where('kind', '=', kind);
    if (q?.trim()) {
      const part = holding(q);
      found = found.where((row) => row.or([row('name', 'like', part), row('code', 'like', part)]));
    }
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const rows = await found
      .select(columns)
      .orderBy('code')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows };
  },
});

/** One division with those above it, from the root. */
export const showDivision = query({
  name: 'division.show',
  input: Type.Object({ code: Code }),
  output: DivisionDetail,
  async run({ db, today }, { code }) {
    const row = await db.selectFrom('divisions').select(columns).where('code', '=', code).executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'division' });
    const { below } = await db
      .selectFrom('divisions')
      .select((one) => one.fn.countAll<number>().as('below'))
      .where('parent_code', '=', code)
      .where((one) => one.or([one('valid_to', 'is', null), one('valid_to', '>=', today)]))
      .executeTakeFirstOrThrow();
    const { organisations } = await db
      .selectFrom('organisations')
      .select((one) => one.fn.countAll<number>().as('organisations'))
      .where((one) => one.fn<boolean>('starts_with', ['path', one.val(row.path)]))
      .executeTakeFirstOrThrow();
    return { ...row, chain: await readChain(db, row.path), below, organisations };
  },
});

const readChain = (db: Reader, path: string) =>
  db
    .selectFrom('divisions')
    .select(['code', 'name', 'kind'])
    .where('code', 'in', path.split('/').filter(Boolean))
    .orderBy('path')
    .execute();
