import { machine } from '../states.ts';

/** An expired key is revoked too, to free its name. */
export const keyStates = machine({
  active: { revoke: 'revoked' },
  expired: { revoke: 'revoked' },
  revoked: {},
});

export type KeyState = keyof typeof keyStates;

type Dates = { readonly expires_at: string; readonly revoked_at: string | null };

/** The state of a key at an instant (ISO text). */
export const keyStateAt = ({ expires_at, revoked_at }: Dates, instant: string): KeyState =>
  revoked_at !== null ? 'revoked' : expires_at <= instant ? 'expired' : 'active';
