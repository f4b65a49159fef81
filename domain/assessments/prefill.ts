import type { PrefillKey } from '../forms/schema.ts';

/** What other registers of Humi know of a firm; counts and days, never a content. */
export type Known = {
  readonly contact_name: string | null;
  readonly served: boolean;
  /** Documents in force. */
  readonly documents: number;
  readonly secrets: number;
  readonly secrets_reviewed_on: string | null;
  /** People whose posts come near secrets, and how many of them signed, and learnt within a year. */
  readonly near: number;
  readonly bound: number;
  readonly trained: number;
  /** Trainings of the last year that somebody took. */
  readonly trainings: number;
  readonly trained_on: string | null;
  /** Exits whose day has come, and how many of them with every step. */
  readonly exits: number;
  readonly exits_complete: number;
  readonly exited_on: string | null;
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
  const { documents, secrets, secrets_reviewed_on: reviewed, near, bound, trained, trainings, exits } = known;
  // The same day a year later, compared as text: within 12 months.
  const fresh = reviewed !== null && `${Number(reviewed.slice(0, 4)) + 1}${reviewed.slice(4)}` >= today;
  const whole = (all: boolean): 0.5 | 1 => (all ? 1 : 0.5);
  return [
    ...when(known.contact_name !== null && known.served, { key: 'liaison_registered', answer: 1, count: 1, on: null }),
    // Which of the texts it is, is the firm's own; that some are in force is at least a beginning.
    ...when(documents > 0, { key: 'documents_adopted', answer: 0.5, count: documents, on: null }),
    ...when(secrets > 0, { key: 'register_reviewed', answer: whole(fresh), count: secrets, on: reviewed }),
    ...when(bound > 0, { key: 'agreements_signed', answer: whole(bound >= near), count: bound, on: null }),
    ...when(trainings > 0, {
      ...{ key: 'trainings_held', answer: whole(near > 0 && trained >= near), count: trainings, on: known.trained_on },
    }),
    ...when(known.exits_complete > 0, {
      ...{ key: 'exits_complete', answer: whole(known.exits_complete >= exits), count: known.exits_complete },
      on: known.exited_on,
    }),
  ];
}

const when = (known: boolean, one: Prefilled): Prefilled[] => (known ? [one] : []);
