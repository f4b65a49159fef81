import Type from 'typebox';
import { query } from '#server/kernel/verb.ts';
import { DivisionRow } from '#domain/divisions/schema.ts';

/** Divisions below a parent, by code, or those whose name holds a text; at most 500, with the total. */
export const listDivisions = query({
  name: 'division.list',
  input: Type.Object({
    parent: Type.Optional(Type.String({ maxLength: 12 })),
    q: Type.Optional(Type.String({ maxLength: 50 })),
  }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(DivisionRow) }),
  async run({ db }, { parent, q }) {
    let found = db.selectFrom('divisions').where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>', new Date(0).toISOString())]));
    if (parent !== undefined) found = found.where('parent_code', '=', parent);
    if (q) found = found.where('name', 'like', `%${q.replaceAll(/[%_\\]/g, '\\$&')}%`);
    const rows = await found.select(['code', 'name', 'kind', 'parent_code', 'path', 'valid_from', 'valid_to', 'version']).orderBy('code').limit(500).execute();
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows };
  },
});
