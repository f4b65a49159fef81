import Type from 'typebox';
import { planStates } from '#domain/plans/states.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { statedFiles } from '#server/files/load.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { adoptDraft } from './adoption/adopt-draft.ts';
import { loadPlan, type Plan } from './adoption/load-plan.ts';
import { reviseProgramme } from './adoption/revise-programme.ts';

/**
 * The confirmed draft becomes a running programme (C01-C05, C10), or, when the document is a new version, its
 * difference is applied to the programme that runs. Of two people adopting at once one wins; the other gets
 * already_adopted with the `programme`. Nothing is left half-done: one transaction.
 */
export const adoptPlan = verb({
  name: 'plan.adopt',
  deposits: true,
  input: Type.Object({
    id: Id,
    version: Version,
    division_code: Type.Optional(Type.String({ maxLength: 12 })),
    scope: Type.Optional(Type.String({ maxLength: 1_000 })),
    carries_out: Type.Optional(Id),
  }),
  output: Type.Object({ id: Id, programme: Id, counts: Type.Record(Type.String(), Type.Integer()) }),
  async run(ctx, { id, version, ...wanted }) {
    const plan = await loadPlan(ctx.db, { id, version });
    const state = nextState(planStates, plan.state, 'adopt');
    const { draft, units: choices, text } = plan;
    const adopted = plan.revises
      ? await reviseProgramme(ctx, plan.revises, { draft, choices, textLength: text.length })
      : await adoptDraft(ctx, { draft, choices, textLength: text.length, ...wanted });
    await markAdopted(ctx, plan, { state, ...adopted });
    ctx.about({ row: id, data: { plan: id } });
    ctx.deposit({
      row: id,
      facts: { title: draft.title.value, programme: adopted.programme, counts: adopted.counts },
      files: await statedFiles(ctx.db, [plan.file_id]),
    });
    return { id, programme: adopted.programme, counts: adopted.counts };
  },
});

type Result = { state: string; programme: string; path: string };

/** The document joins the history of its programme, and its file opens to everybody who sees the programme. */
async function markAdopted({ db, now }: VerbContext, plan: Plan, { state, programme, path }: Result): Promise<void> {
  const { last } = await db
    .selectFrom('plans')
    .select((row) => row.fn.max('number').as('last'))
    .where('programme_id', '=', programme)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('plans')
    .set({
      state,
      programme_id: programme,
      number: (last ?? 0) + 1,
      adopted_at: now.toISOString(),
      version: plan.version + 1,
    })
    .where('id', '=', plan.id)
    .executeTakeFirstOrThrow();
  if (plan.file_id)
    await db
      .updateTable('files')
      .set({ programme_id: programme, path })
      .where('id', '=', plan.file_id)
      .executeTakeFirstOrThrow();
}
