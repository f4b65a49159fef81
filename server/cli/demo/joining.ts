import { inviteEnterprise } from '#server/enterprises/invite.ts';
import { registerEnterprise } from '#server/enterprises/register.ts';
import { newToken } from '#server/kernel/session.ts';
import { perform } from '#server/kernel/verb.ts';
import { houseAgo } from './days.ts';
import { type DemoFirm, readFirmContent } from './firms.ts';
import type { Stage } from './stage.ts';

/** One firm is invited and has not opened its link; another, not in the register, asks to join. */
export async function playJoining({ house, callers }: Stage, firms: readonly DemoFirm[]): Promise<void> {
  const { invited, application } = await readFirmContent();
  const firm = firms.find(({ key }) => key === invited.firm);
  const caller = callers.get(invited.by) ?? { token: null };
  if (firm) await perform(houseAgo(house, invited.days_ago), caller, inviteEnterprise, { id: firm.id });
  const { days_ago, ...asked } = application;
  // Nobody signs in by it: in the demonstration people are chosen.
  await perform(houseAgo(house, days_ago), { token: null }, registerEnterprise, { ...asked, password: newToken() });
}
