import { type Known, prefilledOf } from '#domain/assessments/prefill.ts';
import type { Answers } from '#domain/assessments/rules.ts';
import type { KeptAnswers } from '#domain/assessments/schema.ts';
import type { FormItem } from '#domain/forms/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Enterprise = {
  readonly contact_name: string | null;
  readonly liaison_org: string | null;
  readonly station_org: string | null;
  readonly document_count: number;
  readonly secret_count: number;
  readonly secrets_reviewed_on: string | null;
  readonly member_count: number;
  readonly agreement_count: number;
};

/** Answers of the items asked that Humi knows from its other registers, each with its source. */
export function prefilledAnswers(
  { now, today }: Pick<VerbContext, 'now' | 'today'>,
  { enterprise, items }: { enterprise: Enterprise; items: readonly FormItem[] },
): KeptAnswers {
  const known = new Map(prefilledOf(knownOf(enterprise), today).map((one) => [one.key, one]));
  return Object.fromEntries(
    items.flatMap(({ code, prefill }) => {
      const found = prefill === null ? undefined : known.get(prefill);
      if (!found) return [];
      const { key, answer, count, on } = found;
      return [[code, { answer, supported: true, source: { key, count, on }, at: now.toISOString(), v: 1 }]];
    }),
  );
}

const knownOf = (row: Enterprise): Known => ({
  contact_name: row.contact_name,
  served: row.liaison_org !== null || row.station_org !== null,
  documents: row.document_count,
  secrets: row.secret_count,
  secrets_reviewed_on: row.secrets_reviewed_on,
  members: row.member_count,
  agreements: row.agreement_count,
});

/** What counts, without who and when. An item that was taken back counts as not answered. */
export const countedOf = (kept: KeptAnswers): Answers =>
  Object.fromEntries(
    Object.entries(kept).flatMap(([item, { answer, reason, supported }]) =>
      answer === null
        ? []
        : [[item, { answer, ...(reason === undefined ? {} : { reason }), ...(supported ? { supported } : {}) }]],
    ),
  );
