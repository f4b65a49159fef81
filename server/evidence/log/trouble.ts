import type { AlarmKind } from '#domain/evidence/alarms.ts';
import { Refused } from '#domain/refused.ts';
import type { AlarmData } from './alarms.ts';

/** Why the register does not grow now: the alarm to raise. Thrown by the steps of a round, never by the door. */
export type Trouble = { readonly trouble: AlarmKind; readonly data: AlarmData; readonly stop?: true };

export const trouble = (kind: AlarmKind, data: Omit<AlarmData, 'about'>, stop?: true): Error & Trouble =>
  Object.assign(new Error(kind), { trouble: kind, data: { ...data, about: ownTrouble }, ...(stop ? { stop } : {}) });

const isTrouble = (error: unknown): error is Trouble => error instanceof Error && 'trouble' in error;

/** What the sequencer's own alarms are about; others (a full check) tell other things. */
export const ownTrouble = 'sequencer';

export const ownKinds = [
  'disk_full',
  'key_missing',
  'log_foreign',
  'order_missing',
  'sequencer_failed',
  'store_unavailable',
  'tile_altered',
  'tile_missing',
] as const satisfies readonly AlarmKind[];

/** Every error of a round as an alarm. */
export function troubleOf(error: unknown): Trouble {
  if (isTrouble(error)) return error;
  const about = ownTrouble;
  if (!(error instanceof Refused)) return { trouble: 'sequencer_failed', data: { about, cause: causeOf(error) } };
  if (error.reason === 'disk_full') return { trouble: 'disk_full', data: { about } };
  if (error.reason === 'tile_missing' || error.reason === 'tile_altered')
    return { trouble: error.reason, data: { about, tile: String(error.detail.tile ?? '') } };
  if (error.reason === 'file_store_unavailable')
    return { trouble: 'store_unavailable', data: { about, cause: String(error.detail.cause ?? '').slice(0, 200) } };
  return { trouble: 'sequencer_failed', data: { about, cause: error.reason } };
}

/** The name of the error and its code: messages may quote values. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
