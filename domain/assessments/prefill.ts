import type { PrefillKey } from '../forms/schema.ts';

/** What other registers of Humi know of a firm; counts and days, never a content. */
export type Known = {
  readonly contact_name: string | null;
  readonly served: boolean;
  readonly documents: number;
  readonly secrets: number;
  readonly secrets_reviewed_on: string | null;
  readonly members: number;
  readonly agreements: number;
};

/** An answer that is known from elsewhere, with how many rows say so and the day they speak of. */
export type Prefilled = {
  readonly key: PrefillKey;
  readonly answer: 0.5 | 1;
  readonly count: number;
  readonly on: string | null;
};

/**
 * Answers that the registers carry (promise 3: ask once). Never a no: what Humi does not know may still be there. Whoever
 * fills sees the source and may change the answer.
 */
export function prefilledOf(known: Known, today: string): Prefilled[] {
  const { documents, secrets, secrets_reviewed_on: reviewed, agreements, members } = known;
  // The same day a year later, compared as text: within 12 months.
  const fresh = reviewed !== null && `${Number(reviewed.slice(0, 4)) + 1}${reviewed.slice(4)}` >= today;
  return [
    ...when(known.contact_name !== null && known.served, { key: 'liaison_registered', answer: 1, count: 1, on: null }),
    // Which of the texts it is, is the firm's own; that some are in force is at least a beginning.
    ...when(documents > 0, { key: 'documents_adopted', answer: 0.5, count: documents, on: null }),
    ...when(secrets > 0, { key: 'register_reviewed', answer: fresh ? 1 : 0.5, count: secrets, on: reviewed }),
    ...when(agreements > 0, {
      ...{ key: 'agreements_signed', count: agreements, on: null },
      answer: members > 0 && agreements >= members ? 1 : 0.5,
    }),
  ];
}

const when = (known: boolean, one: Prefilled): Prefilled[] => (known ? [one] : []);
