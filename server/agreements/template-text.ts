import { readFile } from 'node:fs/promises';
import { sizeFor } from '#domain/documents/kinds.ts';
import { paperText } from '#papers/blocks.ts';
import { fillTemplate } from '#papers/fill.ts';
import { parseTemplate } from '#papers/template.ts';
import type { Values } from '#papers/template-inline.ts';
import { numberOf } from '#server/agreements/findings.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { ruleNumber } from '#server/settings/load.ts';

/** The template of each kind, below content/; an acknowledgement has the text that it acknowledges. */
const templates: Readonly<Record<string, string>> = {
  confidentiality: 'documents/confidentiality-agreement.md',
  non_compete: 'documents/non-compete.md',
  entry_undertaking: 'documents/entry-undertaking.md',
  exit_undertaking: 'agreements/exit-undertaking.md',
  partner: 'documents/partner-nda.md',
};

type Terms = {
  readonly kind: string;
  readonly org_id: string;
  readonly member_id: string | null;
  readonly party_name: string | null;
  readonly party_firm: string | null;
  readonly secrets: readonly number[];
  readonly months: number | null;
  readonly monthly_pay: string | number | null;
  readonly penalty: string | number | null;
  readonly area: string | null;
  readonly competitors: string | null;
};

/** The text of an agreement from its kind's template and what is known; '' where the kind has none. Empty places are lines. */
export async function templateText(handle: Reader | Writer, terms: Terms, today: string): Promise<string> {
  const file = templates[terms.kind];
  if (file === undefined) return '';
  const template = parseTemplate(await readFile(new URL(`../../content/${file}`, import.meta.url), 'utf8'));
  // Both handles read alike; the narrower type has every word used here.
  const db = handle as Reader;
  const firm = await db
    .selectFrom('enterprises')
    .select(['name', 'credit_code', 'address', 'contact_phone', 'size', 'staff'])
    .where('org_id', '=', terms.org_id)
    .executeTakeFirstOrThrow();
  // One after the other: queries of one transaction wait for each other anyway.
  const rules: Record<string, string> = {};
  for (const key of template.rules) rules[key] = String(await ruleNumber(db, key, today));
  const size = sizeFor(firm.size, firm.staff);
  const paper = fillTemplate(template, {
    size,
    rules,
    values: await valuesOf(db, terms, firm),
  });
  return paperText(paper);
}

type Firm = { name: string; credit_code: string | null; address: string | null; contact_phone: string | null };

async function valuesOf(db: Reader, terms: Terms, firm: Firm): Promise<Values> {
  const member = await db
    .selectFrom('members')
    .select(['phone', 'department', 'post', 'left_on'])
    .where('id', '=', terms.member_id)
    .executeTakeFirst();
  const known: Readonly<Record<string, string | number | null | undefined>> = {
    ...{ firm: firm.name, credit_code: firm.credit_code, address: firm.address, report: firm.contact_phone },
    ...{ person: terms.party_name, partner: terms.party_firm, phone: member?.phone, post: member?.post },
    ...{ department: [member?.department, member?.post].filter(Boolean).join('　'), last: member?.left_on },
    ...{ entries: terms.secrets.join('、'), months: terms.months, pay: numberOf(terms.monthly_pay), area: terms.area },
    ...{ competitors: terms.competitors, penalty: numberOf(terms.penalty) },
  };
  return Object.fromEntries(
    Object.entries(known).flatMap(([key, value]) =>
      value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  );
}
