import Type from 'typebox';
import { checkFinish } from '#domain/members/rules.ts';
import { Refused } from '#domain/refused.ts';
import { Id, orNull, Version } from '#domain/schema.ts';
import { meetDeadline } from '#server/kernel/deadlines.ts';
import { verb } from '#server/kernel/verb.ts';
import { countMembers, firmOf } from '#server/members/load.ts';
import { loadKit } from '#server/members/load-kit.ts';

/** A checklist is complete, or ends with the reason why not. After the exit list the person has left (D8). */
export const finishKit = verb({
  name: 'member.finish-kit',
  input: Type.Object({ id: Id, version: Version, reason: orNull(Type.String({ maxLength: 2000 })) }),
  output: Type.Object({ version: Type.Integer() }),
  async run(ctx, { id, version, reason }) {
    const { db, now } = ctx;
    const { person, organisation } = firmOf(ctx.actor);
    const kit = await loadKit(db, { id, organisation, version });
    if (kit.state === 'finished') throw new Refused('already_done');
    const steps = await db.selectFrom('member_kit_steps').select(['key', 'state']).where('kit_id', '=', id).execute();
    checkFinish(kit.kind, steps, reason);
    await db
      .updateTable('member_kits')
      .set({
        ...{ state: 'finished', finished_at: now.toISOString(), finished_by: person },
        ...{ reason: reason?.trim() || null, version: version + 1 },
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await meetDeadline(db, { noun: 'member', row: kit.member_id, kind: `kit.${kit.kind}` }, now);
    if (kit.kind === 'exit') {
      await db
        .updateTable('members')
        .set((row) => ({ state: 'left', version: row('version', '+', 1) }))
        .where('id', '=', kit.member_id)
        .executeTakeFirstOrThrow();
      await countMembers(db, organisation);
    }
    ctx.about({ row: kit.member_id, path: '', data: { kit: id, kind: kit.kind, early: reason !== null } });
    return { version: version + 1 };
  },
});
