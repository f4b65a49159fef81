/** Share of the period that has passed on a day, 0 to 1; undefined without a period. Days are ISO text. */
export function timeShare(from: string | null, to: string | null, today: string): number | undefined {
  if (!from || !to) return undefined;
  const [start, end, now] = [from, to, today].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (start === undefined || end === undefined || now === undefined || end <= start) return undefined;
  return clampShare((now - start) / (end - start));
}

export const clampShare = (share: number): number => Math.min(1, Math.max(0, share));
