import type { Static } from 'typebox';
import { sizeFor } from '#domain/documents/kinds.ts';
import type { TemplateDetail, TemplateRow } from '#domain/documents/schema.ts';
import type { Template } from '#papers/template.ts';
import { firmSize, prefilled } from '#server/documents/parts/firm.ts';
import { allTemplates, basisOf, type Held } from '#server/documents/parts/library.ts';
import { numbersOn } from '#server/documents/parts/numbers.ts';
import type { QueryContext } from '#server/kernel/verb.ts';

type Filter = { readonly purpose?: string; readonly rule?: string; readonly item?: string; readonly q?: string };

/** The organisation of the actor when it is a firm; others look at the library without copies of their own. */
const firmIn = ({ actor }: QueryContext): string | null =>
  actor.kind === 'person' && actor.organisationKind === 'enterprise' ? actor.organisation : null;

export async function offeredTemplates(ctx: QueryContext, { purpose, rule, item, q }: Filter) {
  const mine = await copies(ctx);
  const words = q?.trim().toLowerCase() ?? '';
  const rows = allTemplates()
    .map(({ template }) => template)
    .filter((one) => purpose === undefined || one.purpose === purpose)
    .filter((one) => rule === undefined || one.rules.includes(rule))
    .filter((one) => item === undefined || one.items.includes(item))
    .filter(({ title, summary }) =>
      [title.zh, title.en, summary.zh, summary.en].some((text) => text.toLowerCase().includes(words)),
    )
    .map((template) => rowOf(template, mine));
  return { total: rows.length, rows };
}

type Wanted = Held & { readonly member: string | null };

export async function showOffered(
  ctx: QueryContext,
  { template, text, member }: Wanted,
): Promise<Static<typeof TemplateDetail>> {
  const { db, today } = ctx;
  const firm = firmIn(ctx);
  const known = firm === null ? {} : await prefilled({ db, firm, today, member }, template);
  const size = firm === null ? null : await firmSize({ db, firm });
  return {
    ...rowOf(template, await copies(ctx)),
    fields: template.fields.map((field) => ({ ...field, options: [...field.options] })),
    basis: basisOf(template),
    numbers: await numbersOn(db, template.rules, today),
    text,
    // Records and arrays that the schema takes as they are.
    prefilled: known as Static<typeof TemplateDetail>['prefilled'],
    size: size === null ? 'medium' : sizeFor(size.size, size.staff),
  };
}

/** content/documents/documents.test.ts holds kinds, purposes and steps against the glossary of documents. */
function rowOf(template: Template, mine: ReadonlyMap<string, number>): Static<typeof TemplateRow> {
  const { key, version, title, summary, items, basis, rules } = template;
  return {
    ...{ key, version, title, summary },
    kind: template.kind as Static<typeof TemplateRow>['kind'],
    purpose: template.purpose as Static<typeof TemplateRow>['purpose'],
    items: [...items],
    steps: [...template.steps] as Static<typeof TemplateRow>['steps'],
    laws: [...new Set(basis.map(({ law }) => law))],
    rules: [...rules],
    mine: mine.get(key) ?? 0,
  };
}

async function copies(ctx: QueryContext): Promise<Map<string, number>> {
  const firm = firmIn(ctx);
  if (firm === null) return new Map();
  const rows = await ctx.db
    .selectFrom('documents')
    .select(['template', (row) => row.fn.countAll<number>().as('copies')])
    .where('org_id', '=', firm)
    .where('state', 'in', ['draft', 'adopting', 'in_force'])
    .groupBy('template')
    .execute();
  return new Map(rows.map((row) => [row.template, row.copies]));
}
