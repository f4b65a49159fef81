import Type from 'typebox';
import { LeakKind } from '#domain/leaks/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Readers, sealedFields } from '#domain/secrets/schema.ts';
import { nextNumber } from '#server/kernel/firm-numbers.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { setNextStep } from '#server/leaks/parts/clocks.ts';
import { checkNamed, writeRecord } from '#server/leaks/parts/records.ts';
import { firmOf } from '#server/secrets/load.ts';

/**
 * An incident, a suspicion or a rehearsal, with the first sealed version of its record. The id is the client's, because
 * it stands inside the sealed text. The first-hour steps begin to run from the moment it was noticed (C22).
 */
export const addLeak = verb({
  name: 'leak.add',
  deposits: true,
  input: Type.Object({
    id: Id,
    kind: LeakKind,
    found_at: Type.String({ maxLength: 40, description: 'ISO instant' }),
    secrets: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
    readers: Readers,
    ...sealedFields,
  }),
  output: Type.Object({ id: Id, number: Type.Integer(), version: Type.Integer(), latest: Type.Integer() }),
  async run(ctx, { id, kind, found_at, secrets, readers, ...record }) {
    const { organisation, person } = firmOf(ctx);
    const found = checkMoment(ctx, found_at);
    const list = [...new Set([...readers, person])];
    await checkNamed(ctx, { secrets, readers: list });
    const number = await nextNumber(ctx.db, organisation, 'leak');
    const row = { id, number, kind, state: 'open' as const, found_at: found, latest: 0 };
    await ctx.db
      .insertInto('leaks')
      .values({
        ...row,
        org_id: organisation,
        secrets,
        readers: list,
        latest: 1,
        created_by: person,
        created_at: ctx.now.toISOString(),
      })
      .execute();
    const latest = await writeRecord(ctx, row, { record, latest: 0 });
    await setNextStep(ctx, { ...row, steps: {} });
    ctx.about({ row: id, path: '', data: { number, kind } });
    return { id, number, version: 1, latest };
  },
});

/** Ten minutes are a clock that goes wrong, more is a mistake. */
function checkMoment({ now }: VerbContext, text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Refused('invalid', { field: 'found_at', rule: 'instant' });
  if (at > now.getTime() + 600_000) throw new Refused('leak_in_future', { field: 'found_at' });
  return new Date(at).toISOString();
}
