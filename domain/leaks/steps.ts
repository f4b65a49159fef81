/** A first step after a leak is noticed: until when (hours from the moment it was noticed), and the part it serves. */
export type FirstStep = {
  readonly key: string;
  readonly hours: number;
  readonly zh: string;
  readonly en: string;
  readonly why: { readonly zh: string; readonly en: string };
};

/** The steps in order of their hour, each with how long it is late (whole hours, 0 while in time) and whether it is done. */
export function stepsDue(
  steps: readonly FirstStep[],
  { foundAt, now, done }: { foundAt: number; now: number; done: Readonly<Record<string, unknown>> },
): (FirstStep & { readonly dueAt: number; readonly lateHours: number; readonly done: boolean })[] {
  return [...steps]
    .sort((a, b) => a.hours - b.hours)
    .map((step) => {
      const dueAt = foundAt + step.hours * 3_600_000;
      const isDone = Object.hasOwn(done, step.key);
      return {
        ...step,
        dueAt,
        done: isDone,
        lateHours: isDone ? 0 : Math.max(0, Math.floor((now - dueAt) / 3_600_000)),
      };
    });
}
