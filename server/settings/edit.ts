import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { checkUsable, checkValue, followRow } from '#domain/settings/rules.ts';
import { ruleFields } from '#domain/settings/schema.ts';
import type { Writer } from '#server/db/open.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * A new value of a rule from a day on: a new dated row beside the old one, which ends the day before. What was counted
 * by the old value stays as it was.
 */
export const editSetting = verb({
  name: 'setting.edit',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, from_on: Day, ...ruleFields }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(
    { db, today, about, deposit },
    { id, version, from_on, value, law, article = null, source_url = null, certainty },
  ) {
    const row = await db.selectFrom('rule_rows').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'setting' });
    if (row.version !== version) throw new Refused('changed_meanwhile', { version: row.version });
    checkValue(row.unit, value);
    checkUsable(row.key, value);
    const step = followRow(row, from_on, { today, later: await nextFrom(db, row) });
    const content = { value: JSON.stringify(value), law, article, source_url: source_url || null, certainty };
    about({ row: id, data: { key: row.key, from_on, old: row.value, value } });
    deposit({
      row: id,
      facts: { key: row.key, from_on, old: JSON.stringify(row.value), new: JSON.stringify(value), law, article },
    });
    if (step.correct) {
      await db
        .updateTable('rule_rows')
        .set({ ...content, version: version + 1 })
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { id, version: version + 1 };
    }
    await db
      .updateTable('rule_rows')
      .set({ in_force_to: step.until, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const next = {
      id: newId(),
      key: row.key,
      unit: row.unit,
      in_force_from: from_on,
      in_force_to: row.in_force_to,
      zh: row.zh,
      en: row.en,
    };
    await db
      .insertInto('rule_rows')
      .values({ ...next, ...content })
      .execute();
    about({ data: { new_row: next.id } });
    return { id: next.id, version: 1 };
  },
});

/** The first day of the next row of the same key, where one is planned already. */
async function nextFrom(
  db: Writer,
  { key, in_force_from, id }: { key: string; in_force_from: string | null; id: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('rule_rows')
    .select('in_force_from')
    .where('key', '=', key)
    .where('id', '!=', id)
    .where('in_force_from', '>', in_force_from ?? '0001-01-01')
    .orderBy('in_force_from')
    .executeTakeFirst();
  return row?.in_force_from ?? null;
}
