import { api, read } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { openForm } from '../secretWork.ts';

/** What is sealed of one handing over; a form written by hand on the page of the secret has fewer of these. */
export type Handed = Readonly<Record<string, string>>;

/** By step: the opened form, or null for one that failed its check. */
export type Opened = ReadonlyMap<string, Handed | null>;

const batch = 50;

/** Opens the forms of these secrets: signed by somebody on the roll, about this very secret. Each is a reading on record. */
export async function openForms(
  keys: Unlocked,
  secrets: readonly string[],
  onDone: (done: number) => void = () => undefined,
): Promise<Opened> {
  const opened = new Map<string, Handed | null>();
  let waiting = [...new Set(secrets)];
  const total = waiting.length;
  while (waiting.length > 0) {
    const ids = waiting.slice(0, batch);
    const { rows, rest } = await read(
      api.POST('/api/secrets/consult', { body: { ids, forms: true, purpose: 'review' } }),
    );
    for (const { id, forms } of rows)
      for (const { step, sealed } of forms) opened.set(step, await openForm(keys, id, sealed));
    waiting = [...rest, ...waiting.slice(batch)];
    onDone(total - waiting.length);
  }
  return opened;
}
