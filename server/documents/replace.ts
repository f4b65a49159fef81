import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadDocument } from '#server/documents/load.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { numbersOn, valuesOf } from '#server/documents/parts/numbers.ts';
import { newId } from '#server/kernel/id.ts';
import { verb } from '#server/kernel/verb.ts';

/** A new draft of a document in force, on the newest template and the rules of today; the old one stays until then. */
export const replaceDocument = verb({
  name: 'document.replace',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ id: Id, version: Type.Integer() }),
  async run(ctx, { id, version }) {
    const { db, now, today, about } = ctx;
    const { organisation, person } = firmOf(ctx.actor);
    const { document } = await loadDocument(ctx, { id, version, act: 'replace' });
    const other = await db
      .selectFrom('documents')
      .select('id')
      .where('replaces', '=', id)
      .where('state', 'in', ['draft', 'adopting'])
      .executeTakeFirst();
    if (other) throw new Refused('document_has_draft', { draft: other.id });
    const { template } = heldTemplate(document.template);
    const known = new Set(template.fields.map(({ key }) => key));
    // What the newest template no longer asks for is left behind.
    const fields = Object.fromEntries(Object.entries(document.fields as object).filter(([key]) => known.has(key)));
    const next = newId();
    await db
      .insertInto('documents')
      .values({
        ...{ id: next, org_id: organisation, template: template.key, template_version: template.version },
        ...{ kind: template.kind, title: template.title.zh, label: document.label, size: document.size, replaces: id },
        ...{ fields: JSON.stringify(fields), rules_on: today, created_by: person },
        rules: JSON.stringify(valuesOf(await numbersOn(db, template.rules, today))),
        ...{ created_at: now.toISOString(), edited_at: now.toISOString() },
      })
      .execute();
    about({ row: next, path: '', data: { template: template.key, replaces: id } });
    return { id: next, version: 1 };
  },
});
