import Type from 'typebox';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadApplication } from '#server/enterprises/joining/load.ts';
import { makeOfficer } from '#server/enterprises/joining/officer.ts';
import { belowOf, hasOfficer, loadEnterprise } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';

type Application = Awaited<ReturnType<typeof loadApplication>>;

/**
 * A firm that asked gets its page. A firm of the register with the same code, or with the same name and no code, is
 * handed over to who asked (claim); only one that is not listed makes a new row. Refuses enterprise_joined,
 * code_elsewhere, join_code_taken.
 */
export const approveApplication = verb({
  name: 'enterprise.approve',
  gate: true,
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ enterprise: Id, claimed: Type.Boolean() }),
  async run(ctx, { id, version }) {
    const { db, actor, now, today } = ctx;
    if (actor.kind !== 'person') throw new Refused('not_signed_in');
    const application = await loadApplication(ctx, { id, version });
    const listed = await findListed(ctx, application);
    const org_id = listed ?? (await addFirm(ctx, application));
    // The firm's row is the lock: of two who want one firm at the same moment, by whatever way, one finds it taken.
    const firm = await loadEnterprise(db, org_id);
    if (await hasOfficer(db, org_id, today)) throw new Refused('enterprise_joined');
    const { person_id, contact_name, contact_phone } = application;
    await makeOfficer(ctx, {
      firm,
      person: { id: person_id, name: contact_name, phone: contact_phone },
      ...(listed === null ? { origin: 'applied' } : {}),
    });
    // Whoever waits signed in gets the post at once.
    const post = await db
      .selectFrom('posts')
      .select('id')
      .where('person_id', '=', person_id)
      .where('org_id', '=', org_id)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('sessions')
      .set({ post_id: post.id })
      .where('person_id', '=', person_id)
      .where('post_id', 'is', null)
      .execute();
    await db
      .updateTable('enterprise_applications')
      .set({ state: 'granted', org_id, decided_at: now.toISOString(), decided_by: actor.person, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    ctx.about({ row: org_id, path: firm.path, data: { application: id, claimed: listed !== null } });
    return { enterprise: org_id, claimed: listed !== null };
  },
});

async function findListed(
  { db, actor }: VerbContext,
  { credit_code, division_code, name }: Application,
): Promise<string | null> {
  const byCode = await db
    .selectFrom('organisations')
    .select(['id', 'kind', 'path', 'state'])
    .where('credit_code', '=', credit_code)
    .executeTakeFirst();
  if (byCode && (!byCode.path.startsWith(belowOf(actor)) || byCode.state !== 'active'))
    throw new Refused('code_elsewhere', { code: credit_code });
  if (byCode && byCode.kind !== 'enterprise') throw new Refused('code_not_firm', { code: credit_code });
  if (byCode) return byCode.id;
  const byName = await db
    .selectFrom('organisations')
    .select(['id', 'kind', 'credit_code', 'state'])
    .where('division_code', '=', division_code)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!byName) return null;
  if (byName.kind !== 'enterprise' || byName.credit_code !== null || byName.state !== 'active')
    throw new Refused('join_code_taken');
  await db.updateTable('organisations').set({ credit_code }).where('id', '=', byName.id).execute();
  return byName.id;
}

async function addFirm({ db, today }: VerbContext, application: Application): Promise<string> {
  const { name, division_code, path, credit_code, industry } = application;
  const id = newId();
  await db
    .insertInto('organisations')
    .values({ id, kind: 'enterprise', name, division_code, path, credit_code, created_on: today })
    .execute();
  await db.updateTable('enterprises').set({ industry }).where('org_id', '=', id).execute();
  return id;
}
