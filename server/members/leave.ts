import { sql } from 'kysely';
import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { checkLastDay, checkLastOfficer } from '#domain/members/rules.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { startKits } from '#server/members/kits.ts';
import { countMembers, firmOf, loadMember, otherOfficers } from '#server/members/load.ts';

/**
 * Somebody leaves: the posts in this firm end with the last day, at once when it is today or past; the exit checklist
 * starts, and an open link to join stops working (D8, D9).
 */
export const memberLeaves = verb({
  name: 'member.leave',
  input: Type.Object({ id: Id, version: Version, last_day: Day }),
  output: Type.Object({ version: Type.Integer(), kit: Id }),
  async run(ctx, { id, version, last_day }) {
    const { db, now, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state === 'left') throw new Refused('member_left');
    checkLastDay({ entered_on: member.entered_on, today }, last_day);
    const others = await otherOfficers(db, { organisation, person: member.person_id, today });
    checkLastOfficer(member.officer && member.person_id !== null, others);
    await db
      .updateTable('members')
      .set({ state: 'leaving', left_on: last_day, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (member.person_id !== null) {
      const ends = last_day > today ? last_day : addDays(today, -1);
      await sql`select humi_end_posts(${organisation}::uuid, ${member.person_id}::uuid, ${ends}::date)`.execute(db);
    }
    await db
      .updateTable('member_links')
      .set({ expires_at: now.toISOString() })
      .where('member_id', '=', id)
      .where('used_at', 'is', null)
      .execute();
    // The column's check constraint allows exactly these.
    const access = member.access as AccessLevel;
    const people = [{ member: id, access, from: last_day }];
    const kit = (await startKits(db, { kind: 'exit', organisation, people }, now)).get(id) ?? '';
    await countMembers(db, organisation);
    ctx.about({ row: id, path: '', data: { last_day, kit } });
    return { version: version + 1, kit };
  },
});
