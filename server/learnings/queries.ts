import Type from 'typebox';
import { AskedRow, LearningDetail, LearningRow } from '#domain/learnings/schema.ts';
import { Refused } from '#domain/refused.ts';
import { ById, FileOutput, paging } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { sheetMediaType } from '#server/kernel/sheets.ts';
import { query } from '#server/kernel/verb.ts';
import { askedFilters, findAsked, findLearnings, readAsked, shown } from '#server/learnings/find.ts';
import { questionsOf } from '#server/learnings/load.ts';
import { writeAsked } from '#server/learnings/sheet.ts';
import { firmOf } from '#server/members/load.ts';

/** What members are to read and learn: officers see how many have, a member the own ones; the newest first (D5). */
export const listLearnings = query({
  name: 'learning.list',
  input: Type.Object({ ...paging }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(LearningRow) }),
  async run({ db, actor }, { page = 1, size = 50 }) {
    const mine = firmOf(actor);
    const { total } = await db
      .selectFrom('learnings')
      .select((row) => row.fn.countAll<number>().as('total'))
      .where('org_id', '=', mine.organisation)
      .executeTakeFirstOrThrow();
    const rows = await findLearnings(db, mine)
      .orderBy('l.number', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute();
    return { total, rows: rows.map(shown) };
  },
});

/** One text with its test, without the right answers. */
export const showLearning = query({
  name: 'learning.show',
  input: ById,
  output: LearningDetail,
  async run({ db, actor }, { id }) {
    const mine = firmOf(actor);
    const row = await findLearnings(db, mine)
      .select(['l.text', 'l.sha256', 'l.questions', 'l.document_id'])
      .where('l.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new Refused('not_found', { noun: 'learning' });
    const own = await db
      .selectFrom('learning_answers')
      .select('tries')
      .where('learning_id', '=', id)
      .where('person_id', '=', mine.person)
      .executeTakeFirst();
    const { text, sha256, questions, document_id: document, ...rest } = row;
    return {
      ...shown(rest),
      ...{ text, sha256, document, tries: own?.tries ?? 0 },
      questions: questionsOf(questions).map(({ text: asked, options }) => ({ text: asked, options })),
    };
  },
});

/** Everybody who was asked, those missing first; how often the test was tried, and how well. */
export const listAsked = query({
  name: 'learning.people',
  input: Type.Object({ ...ById.properties, ...paging, ...askedFilters }),
  output: Type.Object({ total: Type.Integer(), rows: Type.Array(AskedRow) }),
  async run({ db, actor }, { page = 1, size = 50, ...wanted }) {
    const { organisation } = firmOf(actor);
    await loadLearning(db, organisation, wanted.id);
    const found = findAsked(db, { ...wanted, organisation });
    const { total } = await found.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    return { total, rows: await readAsked(found, { limit: size, offset: (page - 1) * size }) };
  },
});

async function loadLearning(db: Reader, organisation: string, id: string) {
  const learning = await db
    .selectFrom('learnings')
    .select(['number', 'questions'])
    .where('id', '=', id)
    .where('org_id', '=', organisation)
    .executeTakeFirst();
  if (!learning) throw new Refused('not_found', { noun: 'learning' });
  return learning;
}

const mostExported = 20_000;

/** The same as a workbook. Refuses too_many_rows rather than cutting. */
export const exportAsked = query({
  name: 'learning.export',
  input: Type.Object({ ...ById.properties, ...askedFilters }),
  output: FileOutput,
  async run({ db, actor, today }, wanted) {
    const { organisation } = firmOf(actor);
    const learning = await loadLearning(db, organisation, wanted.id);
    const rows = await readAsked(findAsked(db, { ...wanted, organisation }), { limit: mostExported + 1 });
    if (rows.length > mostExported) throw new Refused('too_many_rows', { limit: mostExported });
    const bytes = await writeAsked(rows, questionsOf(learning.questions).length);
    return { name: `第${learning.number}号学习与签收${today}.xlsx`, media_type: sheetMediaType, bytes };
  },
});
