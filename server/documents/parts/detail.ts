import type { Static } from 'typebox';
import { unfilledOf } from '#domain/documents/rules.ts';
import type { DocumentDetail } from '#domain/documents/schema.ts';
import { mayDo } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import { shownRow } from '#server/documents/parts/find.ts';
import { firmOf } from '#server/documents/parts/firm.ts';
import { basisOf, findTemplate } from '#server/documents/parts/library.ts';
import { numbersOn } from '#server/documents/parts/numbers.ts';
import { fillingOf } from '#server/documents/parts/paper.ts';
import { standingOf, valuesIn } from '#server/documents/parts/standing.ts';
import type { QueryContext } from '#server/kernel/verb.ts';

type Detail = Static<typeof DocumentDetail>;

export async function showOne(ctx: QueryContext, id: string): Promise<Detail> {
  const { db, actor, today } = ctx;
  const { organisation } = firmOf(actor);
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new Refused('not_found', { noun: 'document' });
  const standing = (await standingOf(db, [row], today)).get(id);
  const held = findTemplate(row.template);
  const steps = await db
    .selectFrom('document_steps as s')
    .leftJoin('people as p', 'p.id', 's.by_person')
    .select(['s.step', 's.done_on', 's.skipped', 's.note', 'p.name as by_name'])
    .where('s.document_id', '=', id)
    .orderBy('s.done_on')
    .execute();
  const newer = await db
    .selectFrom('documents')
    .select('id')
    .where('replaces', '=', id)
    .where('state', '<>', 'discarded')
    .executeTakeFirst();
  const file = row.file_id
    ? await db.selectFrom('files').select('name').where('id', '=', row.file_id).executeTakeFirst()
    : undefined;
  const deposit = await db
    .selectFrom('statements')
    .select('deposit_id')
    .where('row_id', '=', id)
    .where('act', '=', 'document.adopt')
    .executeTakeFirst();
  const { values } = fillingOf(row);
  const roles = actor.kind === 'person' ? actor.roles : [];
  return {
    ...shownRow(row, standing),
    // What the verbs checked: domain/documents/rules.ts.
    fields: values as Detail['fields'],
    rules_on: row.rules_on,
    numbers: await numbersOn(db, Object.keys(valuesIn(row.rules)), row.rules_on),
    basis: held ? basisOf(held.template) : [],
    touched: [...(standing?.touched ?? [])],
    newest_template: held?.template.version ?? null,
    text: held?.text ?? '',
    // The column's check constraint allows exactly these.
    steps: steps as Detail['steps'],
    asked_steps: [...(held?.template.steps ?? [])] as Detail['asked_steps'],
    receipts: await readReceipts(ctx, id),
    unfilled: held ? unfilledOf(held.template.fields, values) : 0,
    sha256: row.sha256,
    file_name: file?.name ?? null,
    deposit: deposit?.deposit_id ?? null,
    replaces: row.replaces,
    replaced_by: newer?.id ?? null,
    reason: row.reason,
    may_change: mayDo(roles, 'document.edit') && ['draft', 'adopting'].includes(row.state),
  };
}

/** How far the newest asking for receipts is; null when nobody was asked, or for whoever may not see it. */
async function readReceipts({ db, actor }: QueryContext, id: string): Promise<Detail['receipts']> {
  if (!mayDo(actor.kind === 'person' ? actor.roles : [], 'learning.ask-people')) return null;
  const row = await db
    .selectFrom('learnings as l')
    .innerJoin('learning_answers as a', 'a.learning_id', 'l.id')
    .select(['l.id', 'l.number'])
    .select((one) => [
      one.fn.countAll<number>().as('asked'),
      one.fn.countAll<number>().filterWhere('a.state', '=', 'confirmed').as('confirmed'),
    ])
    .where('l.document_id', '=', id)
    .groupBy(['l.id', 'l.number'])
    .orderBy('l.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
