import Type from 'typebox';
import { checkFields } from '#domain/documents/rules.ts';
import { FieldValues, FirmSizeName, labelField } from '#domain/documents/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadDocument } from '#server/documents/load.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { numbersOn, valuesOf } from '#server/documents/parts/numbers.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Fills in a document that is not in force yet. It rests on the template and the rules of the day from then on; the
 * firm's own edited file, if there is one, is put aside.
 */
export const editDocument = verb({
  name: 'document.edit',
  input: Type.Object({ id: Id, version: Version, size: FirmSizeName, fields: FieldValues, ...labelField }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, size, fields, label = null }) {
    const { db, now, today, about } = ctx;
    const { document, state } = await loadDocument(ctx, { id, version, act: 'edit' });
    const { template } = heldTemplate(document.template);
    checkFields(template.fields, fields);
    await db
      .updateTable('documents')
      .set({
        ...{ state, size, label: label?.trim() || null, fields: JSON.stringify(fields) },
        ...{ template_version: template.version, rules_on: today, edited_at: now.toISOString() },
        rules: JSON.stringify(valuesOf(await numbersOn(db, template.rules, today))),
        ...{ file_id: null, own_file: false, sha256: null, version: version + 1 },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    about({ row: id, path: '', data: { template: document.template, size } });
    return { version: version + 1 };
  },
});
