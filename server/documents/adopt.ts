import Type from 'typebox';
import { addDays, addMonths } from '#domain/clock.ts';
import { checkAdoption } from '#domain/documents/rules.ts';
import { Refused } from '#domain/refused.ts';
import { Day, Id, Version } from '#domain/schema.ts';
import { type Document, loadDocument, stopClocks } from '#server/documents/load.ts';
import { countInForce } from '#server/documents/parts/count.ts';
import { keepPaper } from '#server/documents/parts/keep.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { startDeadlines } from '#server/kernel/deadlines.ts';
import { type VerbContext, verb } from '#server/kernel/verb.ts';
import { ruleNumber } from '#server/settings/load.ts';

/**
 * A document comes into force: the exact .docx is kept and its digest deposited, what it replaces ends, reviews and
 * notice to staff get their days (C18; 劳动合同法第四条).
 */
export const adoptDocument = verb({
  name: 'document.adopt',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, adopted_on: Day, review_on: Type.Optional(Day) }),
  output: Type.Object({ version: Type.Integer(), deposit: Id }),
  async run(ctx, { id, version, adopted_on, review_on }) {
    const { db, today, about, deposit } = ctx;
    const { document, state } = await loadDocument(ctx, { id, version, act: 'adopt' });
    if (adopted_on > today) throw new Refused('document_day_ahead', { field: 'adopted_on', today });
    const { template } = heldTemplate(document.template);
    const done = await db
      .selectFrom('document_steps')
      .select(['step', 'done_on', 'skipped'])
      .where('document_id', '=', id)
      .orderBy('step')
      .execute();
    checkAdoption(template.steps, done);
    const review = review_on ?? addMonths(adopted_on, await ruleNumber(db, 'document_review', today));
    if (review <= adopted_on) throw new Refused('invalid', { field: 'review_on', rule: 'after adopted_on' });
    const file = await keepPaper(ctx, document);
    await db
      .updateTable('documents')
      .set({ state, adopted_on, review_on: review, file_id: file.id, sha256: file.sha256, version: version + 1 })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await supersede(ctx, document);
    await startClocks(ctx, { document, review, asked: template.steps });
    await countInForce(db, document.org_id);
    const facts = { template: document.template, template_version: document.template_version, adopted_on, steps: done };
    about({ row: id, path: '', data: { template: document.template, adopted_on, review_on: review } });
    return { version: version + 1, deposit: deposit({ row: id, facts, files: [file.stated] }) };
  },
});

/** The document that this one takes the place of ends, with its clocks. */
async function supersede(ctx: VerbContext, { replaces }: Document): Promise<void> {
  if (replaces === null) return;
  const ended = await ctx.db
    .updateTable('documents')
    .set((row) => ({ state: 'replaced', version: row('version', '+', 1) }))
    .where('id', '=', replaces)
    .where('state', '=', 'in_force')
    .returning('id')
    .executeTakeFirst();
  if (!ended) return;
  await stopClocks(ctx, replaces);
}

type Clocks = { readonly document: Document; readonly review: string; readonly asked: readonly string[] };

async function startClocks({ db, today }: VerbContext, { document, review, asked }: Clocks): Promise<void> {
  const notice = addDays(today, await ruleNumber(db, 'document_announce', today));
  const place = { noun: 'document', row: document.id, org: document.org_id, programme: null, path: '' };
  const one = (kind: string, due: string, words: string) => ({
    ...{ ...place, kind: `document.${kind}`, due },
    title: `《${document.title}》${words}`,
  });
  await startDeadlines(db, [
    one('review', review, '到期复核'),
    ...(asked.includes('announce') ? [one('announce', notice, '公示或者告知')] : []),
    ...(asked.includes('sign') ? [one('sign', notice, '签收')] : []),
  ]);
}
