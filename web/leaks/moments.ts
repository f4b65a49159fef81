/** An instant as a field of the form holds it, in Chinese time: 2026-11-22T09:30. */
export const fieldOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);

/** The instant of such a field; null for what is none. */
export function instantOf(field: string): string | null {
  const at = Date.parse(`${field}:00+08:00`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** The day in China of an instant. */
export const dayOf = (at: string): string => fieldOf(Date.parse(at)).slice(0, 10);
