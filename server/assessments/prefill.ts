import { sql } from 'kysely';
import { prefilledOf } from '#domain/assessments/prefill.ts';
import type { Answers } from '#domain/assessments/rules.ts';
import type { KeptAnswers } from '#domain/assessments/schema.ts';
import type { FormItem } from '#domain/forms/schema.ts';
import type { VerbContext } from '#server/kernel/verb.ts';

type Enterprise = {
  readonly org_id: string;
  readonly contact_name: string | null;
  readonly liaison_org: string | null;
  readonly station_org: string | null;
  readonly document_count: number;
  readonly secret_count: number;
  readonly secrets_reviewed_on: string | null;
};

/** Answers of the items asked that Humi knows from its other registers, each with its source. */
export async function prefilledAnswers(
  ctx: Pick<VerbContext, 'db' | 'now' | 'today'>,
  { enterprise, items }: { enterprise: Enterprise; items: readonly FormItem[] },
): Promise<KeptAnswers> {
  const at = ctx.now.toISOString();
  const known = new Map(prefilledOf(await knownOf(ctx, enterprise), ctx.today).map((one) => [one.key, one]));
  return Object.fromEntries(
    items.flatMap(({ code, prefill }) => {
      const found = prefill === null ? undefined : known.get(prefill);
      if (!found) return [];
      const { key, answer, count, on } = found;
      return [[code, { answer, supported: true, source: { key, count, on }, at, v: 1 }]];
    }),
  );
}

type Counted = Readonly<
  Record<'near' | 'bound' | 'trained' | 'trainings' | 'exits' | 'exits_complete', number> &
    Record<'trained_on' | 'exited_on', string | null>
>;

async function knownOf({ db, today }: Pick<VerbContext, 'db' | 'today'>, row: Enterprise) {
  const none = { near: 0, bound: 0, trained: 0, trainings: 0, trained_on: null };
  const counted = await sql<Counted>`select * from humi_known_of(${row.org_id}::uuid, ${today}::date)`.execute(db);
  return {
    ...{ ...none, exits: 0, exits_complete: 0, exited_on: null, ...counted.rows[0] },
    contact_name: row.contact_name,
    served: row.liaison_org !== null || row.station_org !== null,
    documents: row.document_count,
    secrets: row.secret_count,
    secrets_reviewed_on: row.secrets_reviewed_on,
  };
}

/** What counts, without who and when. An item that was taken back counts as not answered. */
export const countedOf = (kept: KeptAnswers): Answers =>
  Object.fromEntries(
    Object.entries(kept).flatMap(([item, { answer, reason, supported }]) =>
      answer === null
        ? []
        : [[item, { answer, ...(reason === undefined ? {} : { reason }), ...(supported ? { supported } : {}) }]],
    ),
  );
