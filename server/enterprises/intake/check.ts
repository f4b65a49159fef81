import { sql } from 'kysely';
import { type Directory, type Mapping, readFirm } from '#domain/enterprises/table.ts';
import type { Writer } from '#server/db/open.ts';
import { type Held, step, write } from '#server/enterprises/intake/progress.ts';
import { weighRows } from '#server/enterprises/intake/weigh.ts';
import { sections } from '#server/enterprises/load.ts';
import { newId } from '#server/kernel/id.ts';
import { dayInChina, type House } from '#server/kernel/verb.ts';

const batch = 1_000;

/** Judges every row by itself, piece by piece; then all of them together, with the register, in one go. */
export async function checkRows(house: House, held: Held): Promise<void> {
  // enterprise.map wrote it in this shape.
  const mapping = held.mapping as Mapping;
  const directory = await write(house, (db) => readDirectory(db, held, dayInChina(house.clock())));
  let [after, done] = [held.head_row ?? 0, 0];
  for (;;) {
    const rows = await write(house, (db) =>
      db
        .selectFrom('import_rows')
        .select(['row_no', 'cells'])
        .where('import_id', '=', held.id)
        .where('row_no', '>', after)
        .orderBy('row_no')
        .limit(batch)
        .execute(),
    );
    if (rows.length === 0) break;
    const judged = rows.map(({ row_no, cells }) => judge(row_no, cells, { mapping, directory }));
    after = rows.at(-1)?.row_no ?? after;
    done += rows.length;
    await step(house, held, { done, work: (db) => keepJudged(db, held.id, judged) });
  }
  await step(house, held, { done, work: (db) => weighRows(db, held) });
}

type Rules = { readonly mapping: Mapping; readonly directory: Directory };

function judge(row: number, cells: readonly string[], { mapping, directory }: Rules) {
  const { name, credit_code, place, fields, problem } = readFirm(cells, mapping, directory);
  return {
    ...{
      row,
      firm: newId(),
      name,
      code: credit_code || null,
      division: place?.code ?? null,
      path: place?.path ?? null,
    },
    ...{ fields, outcome: problem ? 'problem' : 'add', reason: problem?.reason ?? null, facts: problem?.facts ?? null },
  };
}

async function keepJudged(db: Writer, id: string, judged: readonly ReturnType<typeof judge>[]): Promise<void> {
  await sql`
    update import_rows i set firm_id = r.firm, name = r.name, credit_code = r.code, division_code = r.division, path = r.path,
      fields = r.fields, outcome = r.outcome, turn = 1, reason = r.reason, facts = r.facts
      from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as r(row integer, firm uuid, name text, code text, division text,
        path text, fields jsonb, outcome text, reason text, facts jsonb)
     where i.import_id = ${id}::uuid and i.row_no = r.row`.execute(db);
}

/** Divisions inside the region of the import by code, name and names from the province down; tags by word and key. */
async function readDirectory(db: Writer, { path }: Held, today: string): Promise<Directory> {
  const places = await db
    .selectFrom('divisions')
    .select(['code', 'name', 'path'])
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', today)]))
    .execute();
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const byWord = new Map<string, { code: string; path: string }[]>();
  for (const place of places) {
    const above = place.path.split('/').slice(1, -1);
    const chain = above.map((code) => names.get(code) ?? '').join('');
    for (const word of new Set([place.code, place.name, chain])) byWord.set(word, [...(byWord.get(word) ?? []), place]);
  }
  const own = places.find((place) => place.path === path);
  const tags = await db.selectFrom('tags').select(['key', 'zh', 'en', 'path', 'valid_to']).execute();
  const offered = tags.filter((tag) => path.startsWith(tag.path) && (tag.valid_to === null || tag.valid_to >= today));
  const byTag = new Map(
    offered.flatMap(({ key, zh, en }) => [key, zh, en, zh.replace(/企业$/, '')].map((word) => [plain(word), key])),
  );
  return {
    sections,
    tag: (text) => byTag.get(plain(text)) ?? null,
    place: (text) => {
      if (text === '' && own) return { code: own.code, path: own.path };
      const all = byWord.get(text) ?? [];
      const [first, ...others] = all.filter((place) => place.path.startsWith(path));
      if (first && others.length === 0) return { code: first.code, path: first.path };
      const reason = first || all.length === 0 ? 'unknown_division' : 'row_outside_region';
      return { reason, facts: { place: text.slice(0, 50) } };
    },
  };
}

/** Words of tags are compared without brackets and quotes of any kind. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/[\s“”"'‘’()（）]/g, '')
    .toLowerCase();
