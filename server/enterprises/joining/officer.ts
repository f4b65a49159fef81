import { sql } from 'kysely';
import { roles } from '#domain/glossary.ts';
import { newId } from '#server/kernel/id.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { appointTo } from '#server/people/load.ts';

type Firm = { readonly org_id: string };
type Person = { readonly id: string; readonly name: string; readonly phone: string | null };

/** Makes a person the first who runs a firm's page: post, member, and the firm has joined. Only for acts of humi_gate. */
export async function makeOfficer(
  { db, today, now }: VerbContext,
  { firm, person, origin }: { firm: Firm; person: Person; origin?: 'invited' | 'applied' },
): Promise<void> {
  const { org_id } = firm;
  const title = roles.enterprise_officer.zh;
  // As every post: what the person holds elsewhere by now may not go together with it.
  await appointTo(db, { person: person.id, organisation: org_id, title, roles: ['enterprise_officer'], today });
  await db
    .insertInto('members')
    .values({
      ...{ id: newId(), org_id, person_id: person.id, name: person.name, phone: person.phone },
      ...{ post: title, access: 'contact', officer: true, entered_on: today },
    })
    .execute();
  await db
    .updateTable('enterprises')
    .set({
      ...{ state: 'joined', joined_at: now.toISOString(), ...(origin ? { origin } : {}) },
      contact_name: sql<string>`coalesce(contact_name, ${person.name})`,
      contact_phone: sql<string | null>`coalesce(contact_phone, ${person.phone})`,
      member_count: sql<number>`(select count(*)::integer from members m where m.org_id = enterprises.org_id and m.state <> 'left')`,
      version: sql<number>`version + 1`,
    })
    .where('org_id', '=', org_id)
    .executeTakeFirstOrThrow();
}
