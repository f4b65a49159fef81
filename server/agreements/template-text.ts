import { readFile } from 'node:fs/promises';
import { sizeFor } from '#domain/documents/kinds.ts';
import { Refused } from '#domain/refused.ts';
import { paperText } from '#papers/blocks.ts';
import { fillTemplate } from '#papers/fill.ts';
import { parseTemplate } from '#papers/template.ts';
import type { Values } from '#papers/template-inline.ts';
import { numberOf } from '#server/agreements/findings.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import { ruleNumbers } from '#server/settings/load.ts';

/** The template of each kind, below content/. */
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
  // Both handles read alike; the narrower type has every word used here.
  const db = handle as Reader;
  const member = await db
    .selectFrom('members')
    .select(['phone', 'department', 'post', 'left_on'])
    .where('id', '=', terms.member_id)
    .executeTakeFirst();
  const own = {
    ...{ person: terms.party_name, phone: member?.phone, post: member?.post, last: member?.left_on },
    department: [member?.department, member?.post].filter(Boolean).join('　'),
  };
  return fillText(db, { terms, own, today });
}

/** Signs of no language around the name of what is each one's own: templateForMany writes them, agreement.ask-people fills them. */
export const ownMark = (name: string): string => `\ue000${name}\ue001`;
export const ownPlaces = ['person', 'phone', 'department', 'post'] as const;

/** The same for many people at once: what is each one's own stands as a mark, to be filled where the rows are made. */
export const templateForMany = (db: Writer, terms: Terms, today: string): Promise<string> =>
  // Both handles read alike; the narrower type has every word used here.
  fillText(db as unknown as Reader, {
    ...{ terms, today },
    own: Object.fromEntries(ownPlaces.map((name) => [name, ownMark(name)])),
  });

type Known = Readonly<Record<string, string | number | null | undefined>>;

async function fillText(
  db: Reader,
  { terms, own, today }: { terms: Terms; own: Known; today: string },
): Promise<string> {
  const file = templates[terms.kind];
  if (file === undefined) return '';
  const template = parseTemplate(await readFile(new URL(`../../content/${file}`, import.meta.url), 'utf8'));
  const firm = await db
    .selectFrom('enterprises')
    .select(['name', 'credit_code', 'address', 'contact_phone', 'size', 'staff'])
    .where('org_id', '=', terms.org_id)
    .executeTakeFirstOrThrow();
  const known: Known = {
    ...{ firm: firm.name, credit_code: firm.credit_code, address: firm.address, report: firm.contact_phone, ...own },
    ...{ partner: terms.party_firm, entries: terms.secrets.join('、'), months: terms.months, area: terms.area },
    ...{ pay: numberOf(terms.monthly_pay), competitors: terms.competitors, penalty: numberOf(terms.penalty) },
  };
  const values: Values = Object.fromEntries(
    Object.entries(known).flatMap(([key, value]) =>
      value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
    ),
  );
  const size = sizeFor(firm.size, firm.staff);
  return paperText(fillTemplate(template, { size, rules: await rulesOf(db, template.rules, today), values }));
}

async function rulesOf(db: Reader, keys: readonly string[], today: string): Promise<Record<string, string>> {
  if (keys.length === 0) return {};
  const values = await ruleNumbers(db, keys, today);
  if (values.length < keys.length) throw new Refused('unknown_rule', { key: keys.join('、') });
  return Object.fromEntries(keys.map((key, at) => [key, String(values[at])]));
}
