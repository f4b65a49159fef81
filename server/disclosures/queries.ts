import Type from 'typebox';
import { DisclosureRow, DisclosureSums } from '#domain/disclosures/schema.ts';
import { paging } from '#domain/schema.ts';
import { DisclosureFilter, findDisclosures, readDisclosures } from '#server/disclosures/find.ts';
import { query } from '#server/kernel/verb.ts';
import { firmOf } from '#server/secrets/load.ts';

/** What was handed over, in clear: when, of which entry, by whom, due back, with its deposit (C25, item H3). */
export const listDisclosures = query({
  name: 'disclosure.list',
  input: Type.Object({ ...paging, ...DisclosureFilter.properties }),
  output: Type.Object({ total: Type.Integer(), sums: DisclosureSums, rows: Type.Array(DisclosureRow) }),
  async run(ctx, { page = 1, size = 50, ...filter }) {
    const { organisation, person } = firmOf(ctx);
    const firm = { organisation, today: ctx.today };
    const count = async (wanted: typeof filter): Promise<number> => {
      const { total } = await findDisclosures(ctx.db, firm, wanted)
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    };
    const total = await count(filter);
    const sums = {
      asked: await count({ todo: 'asked' }),
      out: await count({ todo: 'out' }),
      overdue: await count({ todo: 'overdue' }),
    };
    const wanted = { organisation, person, limit: size, offset: (page - 1) * size };
    return { total, sums, rows: await readDisclosures(findDisclosures(ctx.db, firm, filter), wanted) };
  },
});
