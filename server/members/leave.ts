import Type from 'typebox';
import { checkLastDay } from '#domain/members/rules.ts';
import type { AccessLevel } from '#domain/members/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { verb } from '#server/kernel/verb.ts';
import { countMembers, firmOf, loadMember } from '#server/members/load.ts';
import { letLeave } from '#server/members/moves.ts';

/**
 * Somebody leaves: the posts in this firm end with the last day, at once when it is today or past; the exit checklist
 * starts, and an open link to join stops working (D8, D9).
 */
export const memberLeaves = verb({
  name: 'member.leave',
  input: Type.Object({ id: Id, version: Version, last_day: Day }),
  output: Type.Object({ version: Type.Integer(), kit: Id }),
  async run(ctx, { id, version, last_day }) {
    const { db, today } = ctx;
    const { organisation } = firmOf(ctx.actor);
    const member = await loadMember(db, { id, organisation, version });
    if (member.state === 'left') throw new Refused('member_left');
    checkLastDay({ entered_on: member.entered_on, today }, last_day);
    // The column's check constraint allows exactly these.
    const access = member.access as AccessLevel;
    const kit = (await letLeave(ctx, organisation, [{ member: id, access, last_day }])).get(id) ?? '';
    await countMembers(db, organisation);
    ctx.about({ row: id, path: '', data: { last_day, kit } });
    return { version: version + 1, kit };
  },
});
