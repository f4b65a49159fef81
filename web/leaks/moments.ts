import { minuteInChina } from '#domain/clock.ts';

/** An instant as a field of the form holds it, in Chinese time: 2026-11-22T09:30. */
export const fieldOf = (at: number): string => minuteInChina(new Date(at).toISOString()).replace(' ', 'T');

/** The instant of such a field; null for what is none. */
export function instantOf(field: string): string | null {
  const at = Date.parse(`${field}:00+08:00`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** The day in China of an instant. */
export const dayOf = (at: string): string => minuteInChina(at).slice(0, 10);
