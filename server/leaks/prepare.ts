import Type from 'typebox';
import { addDays } from '#domain/clock.ts';
import { preparationTitle } from '#domain/leaks/deadlines.ts';
import { Part } from '#domain/leaks/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id } from '#domain/schema.ts';
import { secretNo } from '#domain/secrets/rules.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { newId } from '#server/kernel/id.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { preparationClock, settleParts } from '#server/leaks/parts/preparations.ts';
import { firmOf } from '#server/secrets/load.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * What the readiness meter of one secret found missing becomes tasks; parts that are complete now are settled. Only the
 * names of parts come here: what exactly is missing stays in the browser (C23).
 */
export const prepareSecret = verb({
  name: 'leak.prepare',
  input: Type.Object({ secret: Id, missing: Type.Array(Part, { maxItems: 6, uniqueItems: true }) }),
  output: Type.Object({ opened: Type.Integer(), settled: Type.Integer() }),
  async run(ctx, { secret, missing }) {
    const number = await numberOf(ctx, secret);
    const open = await ctx.db
      .selectFrom('preparations')
      .select(['id', 'part'])
      .where('secret_id', '=', secret)
      .where('state', '=', 'open')
      .forUpdate()
      .execute();
    const fresh = missing.filter((part) => !open.some((one) => one.part === part));
    const settled = open.filter(({ part }) => !missing.some((one) => one === part)).map(({ id }) => id);
    await openParts(ctx, { secret, number, parts: fresh });
    await settleParts(ctx, settled, 'done');
    ctx.about({ row: secret, path: '', data: { opened: fresh.length, settled: settled.length } });
    return { opened: fresh.length, settled: settled.length };
  },
});

async function numberOf(ctx: VerbContext, secret: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('secrets')
    .select('number')
    .where('id', '=', secret)
    .where('org_id', '=', firmOf(ctx).organisation)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'secret' });
  return row.number;
}

async function openParts(
  ctx: VerbContext,
  { secret, number, parts }: { secret: string; number: number; parts: readonly string[] },
): Promise<void> {
  if (parts.length === 0) return;
  const { organisation } = firmOf(ctx);
  const due = addDays(ctx.today, await ruleNumber(ctx.db, 'readiness_due', ctx.today));
  const made = { org_id: organisation, secret_id: secret, due_on: due, created_at: ctx.now.toISOString() };
  await ctx.db
    .insertInto('preparations')
    .values(parts.map((part) => ({ id: newId(), part, ...made })))
    .execute();
  const clock = { org: organisation, programme: null, path: '', due, title: preparationTitle(secretNo(number)) };
  await startDeadlines(
    ctx.db,
    parts.map((part) => ({ ...preparationClock(secret, part), ...clock })),
  );
}
