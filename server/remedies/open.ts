import Type from 'typebox';
import {
  dropReasons,
  dueOn,
  planRemedies,
  type RemedyDays,
  remedyDayRules,
  type WeakItem,
} from '#domain/remedies/rules.ts';
import { Id } from '#domain/schema.ts';
import { type Finished, readFinished } from '#server/assessments/load.ts';
import type { Writer } from '#server/db/open.ts';
import { meetDeadlines, startDeadlines, stopDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { clockOf, titleOf } from '#server/remedies/load.ts';
import { ruleNumbers } from '#server/settings/load.ts';

/** Every weak answer of a finished assessment becomes an action, once; better answers close what was open (C17, C24). */
export const openRemedies = verb({
  name: 'remedy.open',
  input: Type.Object({ assessment: Id }),
  output: Type.Object({ opened: Type.Integer(), done: Type.Integer(), dropped: Type.Integer(), open: Type.Integer() }),
  async run(ctx, { assessment }) {
    const { db } = ctx;
    const found = await readFinished(db, assessment);
    // One assessment of a firm at a time: the firm's row is what they wait for.
    await db.selectFrom('enterprises').select('org_id').where('org_id', '=', found.enterprise).forUpdate().execute();
    const before = await readOpen(db, found.enterprise);
    const { key } = await db.selectFrom('forms').select('key').where('id', '=', found.form).executeTakeFirstOrThrow();
    const plan = planRemedies({ weak: found.weak, answers: found.answers, form: key, before });
    await settle(ctx, plan.done, { state: 'done', done_on: found.finished_on, proof_assessment: found.id });
    for (const [reason, words] of Object.entries(dropReasons))
      await settle(
        ctx,
        idsOf(plan.dropped, (one) => one.reason === reason),
        { state: 'dropped', reason: words },
      );
    for (const answer of [0, 0.5])
      await update(
        db,
        idsOf(plan.change, (one) => one.answer === answer),
        { answer },
      );
    await insert(ctx, found, plan.open);
    const [done, dropped, opened] = [plan.done.length, plan.dropped.length, plan.open.length];
    const counts = { opened, done, dropped, open: before.length - done - dropped + opened };
    ctx.about({ row: assessment, path: found.path, data: counts });
    return counts;
  },
});

const idsOf = <T extends { readonly id: string }>(all: readonly T[], is: (one: T) => boolean): string[] =>
  all.filter(is).map(({ id }) => id);

async function readOpen(db: Writer, enterprise: string) {
  const rows = await db
    .selectFrom('remedies as r')
    .innerJoin('forms as f', 'f.id', 'r.form_id')
    .select(['r.id', 'r.item', 'r.answer', 'f.key as form'])
    .where('r.enterprise_id', '=', enterprise)
    .where('r.state', '=', 'open')
    .execute();
  return rows.map((row) => ({ ...row, answer: Number(row.answer) }));
}

type Settled =
  | { readonly state: 'done'; readonly done_on: string; readonly proof_assessment: string }
  | { readonly state: 'dropped'; readonly reason: string };

async function settle({ db, now }: VerbContext, ids: readonly string[], settled: Settled): Promise<void> {
  await update(db, ids, settled);
  await (settled.state === 'done' ? meetDeadlines : stopDeadlines)(db, ids.map(clockOf), now);
}

/** Several actions at once; whoever has one of them open is told that it changed. */
async function update(db: Writer, ids: readonly string[], set: Settled | { readonly answer: number }): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('remedies')
    .set((row) => ({ ...set, version: row('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
}

async function insert({ db, today, now }: VerbContext, found: Finished, weak: readonly WeakItem[]): Promise<void> {
  if (weak.length === 0) return;
  const days = await readDays(db, today);
  const items = new Map(found.content.items.map((item) => [item.code, item]));
  const rows = weak.map(({ item, answer, key, document }) => {
    const { weight = 0, dimension = '' } = items.get(item) ?? {};
    const due_on = dueOn({ key, weight }, { today, retest: found.retest_on, days });
    const about = { enterprise_id: found.enterprise, path: found.path, assessment_id: found.id, form_id: found.form };
    return {
      id: newId(),
      ...about,
      item,
      answer,
      key_item: key,
      document,
      weight,
      dimension,
      due_on,
      created_at: now.toISOString(),
    };
  });
  await db.insertInto('remedies').values(rows).execute();
  await startDeadlines(
    db,
    rows.map(({ id, item, due_on: due }) => ({
      ...{ ...clockOf(id), org: found.enterprise, programme: null, path: '', title: titleOf(item), due },
    })),
  );
}

async function readDays(db: Writer, today: string): Promise<RemedyDays> {
  const [key = 0, heavy = 0, light = 0] = await ruleNumbers(db, remedyDayRules, today);
  return { key, heavy, light };
}
