import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { FormContent } from '#domain/forms/schema.ts';
import { newId } from '#server/kernel/id.ts';

const folder = join(import.meta.dirname, '../../content/forms');

export type SeedForm = {
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly content: FormContent;
};

/** The product's own forms, `content/forms/<key>-<version>.json`, the oldest first. */
export async function readSeedForms(): Promise<SeedForm[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  // A test checks every file against the schema of forms.
  const forms: SeedForm[] = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
  );
  return forms.sort((a, b) => a.version - b.version);
}

/** Loads versions that are not there yet; the newest of each key is published, older ones are withdrawn. */
export async function loadForms(owner: pg.Pool): Promise<void> {
  for (const { key, version, title, content } of await readSeedForms()) {
    const { rowCount } = await owner.query(
      `insert into forms (id, key, version, title, state, content, published_at) values ($1, $2, $3, $4, 'published', $5, now())
       on conflict (key, version) do nothing`,
      [newId(), key, version, title, JSON.stringify(content)],
    );
    if (rowCount === 1)
      await owner.query(
        "update forms set state = 'withdrawn' where key = $1 and version < $2 and state = 'published'",
        [key, version],
      );
  }
}
