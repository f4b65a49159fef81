import type { FieldValues } from '#domain/documents/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Template } from '#papers/template.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';

export type Firm = { readonly organisation: string; readonly person: string };

/** Whoever acts, for a firm: no_post, or not_an_enterprise for a post elsewhere. */
export function firmOf(actor: Actor): Firm {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  if (actor.organisationKind !== 'enterprise') throw new Refused('not_an_enterprise');
  return { organisation: actor.organisation, person: actor.person };
}

type Asking = { readonly db: Reader | Writer; readonly firm: string; readonly today: string };
type Source = (asking: Asking) => Promise<string | readonly Readonly<Record<string, string>>[]>;

/** Both handles read alike; the narrower type has every word used here. */
const reader = (db: Reader | Writer): Reader => db as Reader;

const row = ({ db, firm }: Asking) =>
  reader(db).selectFrom('enterprises').selectAll().where('org_id', '=', firm).executeTakeFirst();

/** What a template may ask to be filled in first (`source` of a field). A name that is not here stays empty. */
const sources: Readonly<Record<string, Source>> = {
  'firm.name': async (asking) => (await row(asking))?.name ?? '',
  'firm.credit_code': async (asking) => (await row(asking))?.credit_code ?? '',
  'firm.address': async (asking) => (await row(asking))?.address ?? '',
  'firm.contact': async (asking) => (await row(asking))?.contact_name ?? '',
  'firm.phone': async (asking) => (await row(asking))?.contact_phone ?? '',
  'firm.email': async (asking) => (await row(asking))?.contact_email ?? '',
  'firm.secrets': async (asking) => String((await row(asking))?.secret_count ?? ''),
  today: async ({ today }) => today,
  'member.officer': async ({ db, firm }) => {
    const found = await reader(db)
      .selectFrom('members')
      .select('name')
      .where('org_id', '=', firm)
      .where('officer', '=', true)
      .where('state', '=', 'active')
      .orderBy('id')
      .executeTakeFirst();
    return found?.name ?? '';
  },
  'members.posts': async ({ db, firm }) => {
    const posts = await reader(db)
      .selectFrom('members')
      .select(['department', 'post', 'access', (all) => all.fn.countAll<number>().as('people')])
      .where('org_id', '=', firm)
      .where('state', '=', 'active')
      .where('access', '<>', 'none')
      .groupBy(['department', 'post', 'access'])
      .orderBy('access', 'desc')
      .orderBy('department')
      .limit(200)
      .execute();
    return posts.map(({ department, post, access, people }) => ({
      ...{ department: department ?? '', post: post ?? '', access: access === 'core' ? '核心涉密' : '一般涉密' },
      people: String(people),
    }));
  },
  remedies: ({ db, firm }) => openRemedies(reader(db), firm),
};

type ItemWords = { readonly code: string; readonly remedy: { readonly zh: string } };

/** Open actions with the words of the form's item, key items first: what a protection plan is made of (C18). */
async function openRemedies(db: Reader, firm: string): Promise<Record<string, string>[]> {
  const rows = await db
    .selectFrom('remedies as r')
    .innerJoin('forms as f', 'f.id', 'r.form_id')
    .leftJoin('members as m', 'm.id', 'r.owner_member')
    .select(['r.item', 'r.key_item', 'r.due_on', 'f.content', 'm.name as owner'])
    .where('r.enterprise_id', '=', firm)
    .where('r.state', '=', 'open')
    .orderBy('r.key_item', 'desc')
    .orderBy('r.due_on', (order) => order.asc().nullsLast())
    .orderBy('r.item')
    .limit(200)
    .execute();
  return rows.map(({ item, key_item, due_on, content, owner }) => {
    // domain/forms/schema.ts is what the column holds; only the words of the item are read here.
    const items = (content as { items?: readonly ItemWords[] }).items ?? [];
    const words = items.find(({ code }) => code === item)?.remedy.zh ?? item;
    return { item, key: key_item ? '关键' : '', measure: words, owner: owner ?? '', due: due_on ?? '' };
  });
}

/** The fields of a template that the installation can fill in already. */
export async function prefilled(asking: Asking, { fields }: Template): Promise<FieldValues> {
  const values: Record<string, FieldValues[string]> = {};
  for (const { key, source } of fields) {
    const value = source ? await sources[source]?.(asking) : undefined;
    if (value !== undefined && value.length > 0) values[key] = value;
  }
  return values;
}

export const knownSources: readonly string[] = Object.keys(sources);

/** The variant that fits the firm. */
export async function firmSize({ db, firm }: Pick<Asking, 'db' | 'firm'>) {
  const found = await reader(db)
    .selectFrom('enterprises')
    .select(['size', 'staff', 'name'])
    .where('org_id', '=', firm)
    .executeTakeFirst();
  return { size: found?.size ?? null, staff: found?.staff ?? null, name: found?.name ?? '' };
}
