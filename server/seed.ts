import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { loadForms } from '#server/forms/seed.ts';
import { newId } from '#server/kernel/id.ts';

const content = join(import.meta.dirname, '../content');

/**
 * Loads the checked-in reference data into a new database: divisions, legal rule rows, working days, tags of firms. Rows that an
 * administrator has edited since are left alone: only missing keys are added.
 */
export async function loadReferenceData(owner: pg.Pool): Promise<void> {
  await loadDivisions(owner, await readTable('divisions/divisions.csv'));
  await loadRules(owner);
  await loadTags(owner);
  await loadForms(owner);
  await loadCalendar(owner, await readTable('calendar/working-days.csv'));
}

type Row = Record<string, string>;

/** Our own tables have no quoted commas; content.test.ts proves it. */
export async function readTable(path: string): Promise<Row[]> {
  const text = await readFile(join(content, path), 'utf8');
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

/** Parents come first; the path, province and city of a division follow from its parents. */
export async function loadDivisions(owner: pg.Pool, rows: Row[]): Promise<void> {
  const known = await owner.query<{
    code: string;
    path: string;
    province_code: string | null;
    city_code: string | null;
  }>('select code, path, province_code, city_code from divisions');
  const places = new Map(known.rows.map((row) => [row.code, row]));
  const missing = rows.filter((row) => !places.has(row['code'] ?? ''));
  const fresh = missing.map((row) => {
    const { code = '', name = '', kind = '', parent_code = '' } = row;
    const parent = places.get(parent_code);
    const place = {
      code,
      path: `${parent?.path ?? ''}${code}/`,
      province_code: kind === 'province' ? code : (parent?.province_code ?? null),
      city_code: kind === 'city' ? code : (parent?.city_code ?? null),
    };
    places.set(code, place);
    return {
      ...place,
      name,
      kind,
      parent_code: parent_code || null,
      valid_from: row['valid_from'] || null,
      valid_to: row['valid_to'] || null,
    };
  });
  await owner.query(
    `insert into divisions (code, name, kind, parent_code, path, province_code, city_code, valid_from, valid_to)
     select code, name, kind, parent_code, path, province_code, city_code, valid_from, valid_to
     from jsonb_to_recordset($1::jsonb) as d(code text, name text, kind text, parent_code text, path text, province_code text, city_code text, valid_from date, valid_to date)
     on conflict (code) do nothing`,
    [JSON.stringify(fresh)],
  );
}

async function loadRules(owner: pg.Pool): Promise<void> {
  const rows: Record<string, unknown>[] = JSON.parse(await readFile(join(content, 'rules/legal-rules.json'), 'utf8'));
  const known = await owner.query<{ id: string }>(
    "select key || '/' || coalesce(in_force_from::text, '') as id from rule_rows",
  );
  const have = new Set(known.rows.map((row) => row.id));
  const fresh = rows
    .filter((row) => !have.has(`${row['key']}/${row['in_force_from'] ?? ''}`))
    .map((row) => ({ id: newId(), ...row }));
  await owner.query(
    `insert into rule_rows (id, key, value, unit, in_force_from, in_force_to, law, article, source_url, certainty, zh, en)
     select id, key, value, unit, in_force_from, in_force_to, law, article, source_url, certainty, zh, en
     from jsonb_to_recordset($1::jsonb) as r(id uuid, key text, value jsonb, unit text, in_force_from date, in_force_to date, law text, article text, source_url text, certainty text, zh text, en text)`,
    [JSON.stringify(fresh)],
  );
}

/** Tags of firms that every region has, in their order; those of a region are added by its officers. */
async function loadTags(owner: pg.Pool): Promise<void> {
  const tags: Record<string, unknown>[] = JSON.parse(await readFile(join(content, 'tags/tags.json'), 'utf8'));
  await owner.query(
    `insert into tags (key, zh, en, position)
     select key, zh, en, position from jsonb_to_recordset($1::jsonb) as t(key text, zh text, en text, position integer)
     on conflict (key) do nothing`,
    [JSON.stringify(tags.map((tag, position) => ({ ...tag, position })))],
  );
}

async function loadCalendar(owner: pg.Pool, rows: Row[]): Promise<void> {
  await owner.query(
    `insert into calendar_days (day, kind, name, source)
     select day, kind, name, source from jsonb_to_recordset($1::jsonb) as c(day date, kind text, name text, source text)
     on conflict (day) do nothing`,
    [JSON.stringify(rows)],
  );
}
