import Type from 'typebox';
import { sizeFor } from '#domain/documents/kinds.ts';
import { checkFields } from '#domain/documents/rules.ts';
import { FieldValues, FirmSizeName, labelField, TemplateKey } from '#domain/documents/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { firmOf, firmSize, prefilled } from '#server/documents/parts/firm.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { numbersOn, valuesOf } from '#server/documents/parts/numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * Drafts a document from a template, filled with what is known of the firm, and of the person (`member`) a letter or a
 * record is for; `fields` beside it win. A protection plan
 * is made of the open remedies and refused without any (C18).
 */
export const prepareDocument = verb({
  name: 'document.prepare',
  input: Type.Object({
    template: TemplateKey,
    size: Type.Optional(FirmSizeName),
    fields: Type.Optional(FieldValues),
    member: Type.Optional(Id),
    ...labelField,
  }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run({ db, actor, now, today, about }, { template: key, size, fields = {}, member = null, label = null }) {
    const { organisation, person } = firmOf(actor);
    const { template } = heldTemplate(key);
    checkFields(template.fields, fields);
    const asking = { db, firm: organisation, today, member };
    const known = await prefilled(asking, template);
    if (key === 'protection-plan' && !('remedies' in known)) throw new Refused('no_open_remedies');
    const firm = await firmSize(asking);
    const id = newId();
    await db
      .insertInto('documents')
      .values({
        ...{ id, org_id: organisation, template: key, template_version: template.version, kind: template.kind },
        ...{ title: template.title.zh, label: label?.trim() || null, size: size ?? sizeFor(firm.size, firm.staff) },
        fields: JSON.stringify({ ...known, ...fields }),
        rules: JSON.stringify(valuesOf(await numbersOn(db, template.rules, today))),
        ...{ rules_on: today, created_by: person, created_at: now.toISOString(), edited_at: now.toISOString() },
      })
      .execute();
    about({ row: id, path: '', data: { template: key, size: size ?? null, member } });
    return { id, version: 1 };
  },
});
