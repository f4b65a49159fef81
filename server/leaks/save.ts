import Type from 'typebox';
import { LeakKind } from '#domain/leaks/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { Readers, sealedFields } from '#domain/secrets/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { loadLeak } from '#server/leaks/load.ts';
import { checkNamed, writeRecord } from '#server/leaks/parts/records.ts';
import { firmOf } from '#server/secrets/load.ts';

/** The next sealed version of an incident, by an officer on its list; a suspicion may become certain, entries and readers may change. */
export const saveLeak = verb({
  name: 'leak.save',
  deposits: true,
  input: Type.Object({
    id: Id,
    latest: Type.Integer({ minimum: 1, description: 'The version that was opened' }),
    kind: Type.Optional(LeakKind),
    secrets: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })),
    readers: Type.Optional(Readers),
    ...sealedFields,
  }),
  output: Type.Object({ version: Type.Integer(), latest: Type.Integer() }),
  async run(ctx, { id, latest, kind, secrets, readers, ...record }) {
    const { leak } = await loadLeak(ctx, { id, act: 'save' });
    const { person } = firmOf(ctx);
    if (!leak.readers.includes(person)) throw new Refused('leak_not_reader');
    const list = readers === undefined ? leak.readers : [...new Set([...readers, person])];
    await checkNamed(ctx, { secrets: secrets ?? [], readers: readers === undefined ? [] : list });
    const now = { ...leak, kind: kind ?? leak.kind };
    const written = await writeRecord(ctx, now, { record, latest });
    const version = leak.version + 1;
    await ctx.db
      .updateTable('leaks')
      .set({ latest: written, kind: now.kind, secrets: secrets ?? leak.secrets, readers: list, version })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: id, path: '', data: { latest: written, kind: now.kind } });
    return { version, latest: written };
  },
});
