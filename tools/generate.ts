/**
 * Writes what is made from something else: server/db/schema.gen.ts from the migrated database, openapi.json from the
 * routes, web/api.gen.ts from openapi.json, docs/glossary.md from the domain. `--check` writes nothing and fails when a file is stale.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startTemporary } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { openApiText } from '#server/openapi.ts';
import { glossaryPage } from './glossary-page.ts';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const stale: string[] = [];

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

function keep(path: string, text: string): void {
  if (read(join(root, path)) === text) return;
  if (check) stale.push(path);
  else writeFileSync(join(root, path), text);
}

const run = (name: string, args: string[], env: NodeJS.ProcessEnv = {}): string =>
  execFileSync(process.execPath, [join(root, 'node_modules', name), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

async function databaseTypes(): Promise<string> {
  const temporary = await startTemporary();
  const pool = new pg.Pool(temporary.config);
  try {
    await migrate(pool);
    const out = join(mkdtempSync(join(tmpdir(), 'humi-types-')), 'schema.ts');
    const { host, port, user, password, database } = temporary.config;
    run('kysely-codegen/dist/cli/bin.js', [
      '--dialect',
      'postgres',
      '--out-file',
      out,
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--exclude-pattern',
      'kysely_*',
      '--type-mapping',
      '{"timestamptz":"string","int8":"number","jsonb":"unknown"}',
      '--url',
      `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    ]);
    return readFileSync(out, 'utf8');
  } finally {
    await pool.end();
    await temporary.stop();
  }
}

keep('server/db/schema.gen.ts', await databaseTypes());
keep('openapi.json', await openApiText());
keep('docs/glossary.md', glossaryPage());
const typesFile = join(mkdtempSync(join(tmpdir(), 'humi-api-')), 'api.ts');
run('openapi-typescript/bin/cli.js', [join(root, 'openapi.json'), '-o', typesFile, '--root-types=false']);
keep('web/api.gen.ts', readFileSync(typesFile, 'utf8'));

if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
