import { sql } from 'kysely';
import type { FieldValues } from '#domain/documents/rules.ts';
import { Refused } from '#domain/refused.ts';
import type { Template } from '#papers/template.ts';
import { dayWords } from '#papers/template-inline.ts';
import type { Reader, Writer } from '#server/db/open.ts';
import type { Actor } from '#server/kernel/actor.ts';

export type Firm = { readonly organisation: string; readonly person: string };

/** Whoever acts, for a firm: no_post, or not_an_enterprise for a post elsewhere. */
export function firmOf(actor: Actor): Firm {
  if (actor.kind !== 'person' || actor.organisation === null) throw new Refused('no_post');
  if (actor.organisationKind !== 'enterprise') throw new Refused('not_an_enterprise');
  return { organisation: actor.organisation, person: actor.person };
}

/** Rows that a field of a text takes at most (domain/documents/schema.ts): a ledger of more is a table of its own. */
const mostRows = 200;

/** Whom a text is for: `member` is somebody of the firm, where a letter or a record is about one person. */
type Asking = {
  readonly db: Reader | Writer;
  readonly firm: string;
  readonly today: string;
  readonly member?: string | null;
};
type Facts = { readonly asking: Asking; readonly firm: FirmRow | undefined; readonly person: PersonRow | undefined };
type Found = string | readonly Readonly<Record<string, string>>[];
type Source = (facts: Facts) => Found | Promise<Found>;

/** Both handles read alike; the narrower type has every word used here. */
const reader = (db: Reader | Writer): Reader => db as Reader;

type FirmRow = NonNullable<Awaited<ReturnType<typeof readFirm>>>;
const readFirm = ({ db, firm }: Asking) =>
  reader(db).selectFrom('enterprises').selectAll().where('org_id', '=', firm).executeTakeFirst();

type PersonRow = NonNullable<Awaited<ReturnType<typeof readPerson>>>;

/** The person with what was signed: the confidentiality agreement and the non-compete in force, the newest of each. */
async function readPerson({ db, firm, member = null, today }: Asking) {
  if (member === null) return undefined;
  const person = await reader(db)
    .selectFrom('members')
    .select(['name', 'department', 'post', 'left_on'])
    .where('id', '=', member)
    .where('org_id', '=', firm)
    .executeTakeFirst();
  if (!person) throw new Refused('not_found', { noun: 'member', field: 'member' });
  const signed = await reader(db)
    .selectFrom('agreements')
    .select(['kind', 'signed_on', 'secrets', 'months', 'term_from'])
    .where('member_id', '=', member)
    .where('kind', 'in', ['confidentiality', 'non_compete'])
    .where('state', '=', 'signed')
    .where((row) => row.or([row('to_on', 'is', null), row('to_on', '>=', today)]))
    .orderBy('signed_on', 'desc')
    .orderBy('number', 'desc')
    .execute();
  const newest = (kind: string) => signed.find((one) => one.kind === kind);
  return { ...person, agreement: newest('confidentiality'), bound: newest('non_compete') };
}

/** What a template may ask to be filled in first (`source` of a field). A name that is not here stays empty. */
const sources: Readonly<Record<string, Source>> = {
  'firm.name': ({ firm }) => firm?.name ?? '',
  'firm.credit_code': ({ firm }) => firm?.credit_code ?? '',
  'firm.address': ({ firm }) => firm?.address ?? '',
  'firm.contact': ({ firm }) => firm?.contact_name ?? '',
  'firm.phone': ({ firm }) => firm?.contact_phone ?? '',
  'firm.email': ({ firm }) => firm?.contact_email ?? '',
  'firm.secrets': ({ firm }) => String(firm?.secret_count ?? ''),
  today: ({ asking }) => asking.today,
  'person.name': ({ person }) => person?.name ?? '',
  'person.post': ({ person }) => [person?.department, person?.post].filter(Boolean).join('　'),
  'person.left_on': ({ person }) => person?.left_on ?? '',
  'person.agreement': ({ person }) => dayWords(person?.agreement?.signed_on ?? ''),
  'person.entries': ({ person }) => (person?.agreement?.secrets ?? []).join('、'),
  // Asked for once its term runs; before that the firm has not decided, and the line stays empty where there is one.
  'person.noncompete': ({ person }) =>
    person === undefined ? '' : person.bound?.term_from ? 'asked' : person.bound ? '' : 'none',
  'person.months': ({ person }) => String(person?.bound?.months ?? ''),
  'member.officer': async ({ asking: { db, firm } }) => {
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
  'members.posts': async ({ asking: { db, firm } }) => {
    const posts = await reader(db)
      .selectFrom('members')
      .select(['department', 'post', 'access', (all) => all.fn.countAll<number>().as('people')])
      .where('org_id', '=', firm)
      .where('state', '=', 'active')
      .where('access', '<>', 'none')
      .groupBy(['department', 'post', 'access'])
      .orderBy('access', 'desc')
      .orderBy('department')
      .limit(mostRows + 1)
      .execute();
    const rows = posts.map(({ department, post, access, people }) => ({
      ...{ department: department ?? '', post: post ?? '', access: access === 'core' ? '核心涉密' : '一般涉密' },
      people: String(people),
    }));
    const rest = { department: '其余岗位见“企业人员”名册', post: '', access: '', people: '' };
    return rows.length > mostRows ? [...rows.slice(0, mostRows - 1), rest] : rows;
  },
  remedies: ({ asking: { db, firm } }) => openRemedies(reader(db), firm),
};

/** Open actions with the words of the form's item, key items first: what a protection plan is made of (C18). */
async function openRemedies(db: Reader, firm: string): Promise<Record<string, string>[]> {
  const rows = await db
    .selectFrom('remedies as r')
    .innerJoin('forms as f', 'f.id', 'r.form_id')
    .leftJoin('members as m', 'm.id', 'r.owner_member')
    .select(['r.item', 'r.key_item', 'r.due_on', 'm.name as owner'])
    // The words of the one item: a form is tens of kilobytes, and an action each.
    .select(
      sql<string | null>`(select i -> 'remedy' ->> 'zh' from jsonb_array_elements(f.content -> 'items') i
        where i ->> 'code' = r.item limit 1)`.as('measure'),
    )
    .where('r.enterprise_id', '=', firm)
    .where('r.state', '=', 'open')
    .orderBy('r.key_item', 'desc')
    .orderBy('r.due_on', (order) => order.asc().nullsLast())
    .orderBy('r.item')
    .limit(mostRows)
    .execute();
  return rows.map(({ item, key_item, due_on, measure, owner }) => ({
    ...{ item, key: key_item ? '关键' : '', measure: measure ?? item, owner: owner ?? '', due: due_on ?? '' },
  }));
}

/** The fields of a template that the installation can fill in already; refuses not_found for a member of another firm. */
export async function prefilled(asking: Asking, { fields }: Template): Promise<FieldValues> {
  const facts = { asking, firm: await readFirm(asking), person: await readPerson(asking) };
  const values: Record<string, FieldValues[string]> = {};
  for (const { key, source } of fields) {
    const value = source ? await sources[source]?.(facts) : undefined;
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
