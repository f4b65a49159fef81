import type { rules } from './rules.ts';

/** A file that breaks one rule, or with `allowed` comes near and does not; `others` stand beside it. */
export type Planted = {
  rule: keyof typeof rules;
  path: string;
  text: string;
  others?: Readonly<Record<string, string>>;
  allowed?: true;
};

const pure = 'domain imports nothing outside domain but TypeBox, and domain/evidence the digests';
const sealing =
  'seal imports domain, papers, its own files and the libraries of sealing; papers imports domain and writers';
const unsealed = 'what seals never runs on the server';
const apart = 'web and server never import each other';
const checker = 'verify imports domain, its own files and the libraries of a checker';
const bare = 'outside its page and its hashing, verify knows no browser';
const product = 'the product never imports tests, tools or benches';
const serverNoun =
  'a server noun imports kernel, db, domain, verify, papers, content, its own files, and of another noun queries, load or verbs';
const webNoun = 'a web noun imports ui, i18n, files at the root of web, its own files, domain, verify, seal and papers';
const verbFile = 'a verb stands alone in the file of its name, and its name is in the glossary';
const folders = 'every folder is a noun of the glossary';
const clock = 'no clock and no chance in domain';
const door = 'only the door begins a transaction';
const long = 'no source file is longer than 300 lines';
const declare = (name: string) => `export const it = verb({ name: '${name}', run() {} });\n`;
const lines = (count: number) => 'const a = 1;\n'.repeat(count);

export const planted: readonly Planted[] = [
  { rule: sealing, path: 'seal/roll.ts', text: `import { newId } from '#server/kernel/id.ts';` },
  { rule: sealing, path: 'seal/roll.ts', text: `import { useMay } from '../web/session.ts';` },
  { rule: sealing, path: 'seal/roll.ts', text: `import { Encrypter } from 'age-encryption';`, allowed: true },
  { rule: sealing, path: 'papers/docx.ts', text: `import { Document } from 'docx';`, allowed: true },
  { rule: sealing, path: 'papers/docx.ts', text: `import { Encrypter } from 'age-encryption';` },
  { rule: unsealed, path: 'server/secrets/add.ts', text: `import { openRecord } from '#seal/record.ts';` },
  { rule: unsealed, path: 'server/secrets/add.ts', text: `import { Decrypter } from 'age-encryption';` },
  {
    rule: unsealed,
    path: 'server/cli/demo/secrets.ts',
    text: `import { sealRecord } from '#seal/record.ts';`,
    allowed: true,
  },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `import { readFileSync } from 'node:fs';` },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `import type { Db } from '#server/db/open.ts';` },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `type Db = import('../../server/db/open.ts').Db;` },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `import { test } from 'vitest';` },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `import x from 'typebox-extra';` },
  { rule: pure, path: 'domain/tasks/schema.ts', text: `import { Type } from 'typebox';`, allowed: true },
  { rule: pure, path: 'domain/tasks/rules.test.ts', text: `import fc from 'fast-check';`, allowed: true },
  { rule: pure, path: 'domain/tasks/rules.ts', text: `import { sha256 } from '@noble/hashes/sha2.js';` },
  { rule: pure, path: 'domain/evidence/notes.ts', text: `import { ed25519 } from '@noble/curves/ed25519.js';` },
  { rule: pure, path: 'domain/evidence/notes.ts', text: `import { createHash } from 'node:crypto';` },
  {
    rule: pure,
    path: 'domain/evidence/merkle.ts',
    text: `import { sha256 } from '@noble/hashes/sha2.js';`,
    allowed: true,
  },
  { rule: pure, path: 'domain/evidence/entry.ts', text: `import { sm3 } from 'sm-crypto-v2';`, allowed: true },
  {
    rule: pure,
    path: 'domain/evidence/notes.test.ts',
    text: `import { ed25519 } from '@noble/curves/ed25519.js';`,
    allowed: true,
  },
  { rule: pure, path: 'domain/tasks/rules.test.ts', text: `import { createHash } from 'node:crypto';` },

  { rule: apart, path: 'web/tasks/ListPage.tsx', text: `import { list } from '../../server/tasks/queries.ts';` },
  { rule: apart, path: 'web/api.test.ts', text: `import { list } from '#server/tasks/queries.ts';` },
  { rule: apart, path: 'server/main.ts', text: `import { paths } from '../web/paths.ts';` },
  { rule: apart, path: 'web/main.tsx', text: `import { may } from '#domain/permissions.ts';`, allowed: true },

  { rule: checker, path: 'verify/tokens.ts', text: `import { readFileSync } from 'node:fs';` },
  { rule: checker, path: 'verify/tokens.ts', text: `import { list } from '#server/tasks/queries.ts';` },
  { rule: checker, path: 'verify/page/page.ts', text: `import { paths } from '../../web/paths.ts';` },
  { rule: checker, path: 'verify/page/page.ts', text: `import { createElement } from 'react';` },
  { rule: checker, path: 'verify/tokens.ts', text: `import { Certificate } from 'pkijs';`, allowed: true },
  { rule: checker, path: 'verify/tokens.ts', text: `import { sha1 } from '@noble/hashes/legacy.js';`, allowed: true },
  { rule: checker, path: 'verify/tokens.ts', text: `import { Refused } from '#domain/refused.ts';`, allowed: true },
  { rule: checker, path: 'verify/tokens.test.ts', text: `import { tmpdir } from 'node:os';`, allowed: true },
  {
    rule: checker,
    path: 'verify/independent/check.mjs',
    text: `import { readFileSync } from 'node:fs';`,
    allowed: true,
  },
  { rule: bare, path: 'verify/verdict.ts', text: 'document.title = zh;' },
  { rule: bare, path: 'verify/verdict.ts', text: `import { hashFile } from './hashing/hash-file.ts';` },
  { rule: bare, path: 'verify/page/page.ts', text: 'document.title = zh;', allowed: true },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { x } from '#verify/trust.ts';`, allowed: true },
  { rule: webNoun, path: 'web/tasks/ListPage.tsx', text: `import { x } from '#verify/trust.ts';`, allowed: true },

  { rule: product, path: 'server/tasks/add.ts', text: `import { officer } from '#test/people.ts';` },
  { rule: product, path: 'web/main.tsx', text: `import { x } from '../tools/build.ts';` },
  {
    rule: product,
    path: 'server/tasks/add.test.ts',
    text: `import { officer } from '#test/people.ts';`,
    allowed: true,
  },

  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { routes } from '../plans/routes.ts';` },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { x } from '../plans/extract/plain.ts';` },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { start } from '../main.ts';` },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { start } from '#server/cli/start.ts';` },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { find } from '../plans/queries.ts';`, allowed: true },
  {
    rule: serverNoun,
    path: 'server/tasks/add.ts',
    text: `import { readPlan } from '#server/plans/read.ts';`,
    allowed: true,
  },
  { rule: serverNoun, path: 'server/tasks/add.ts', text: `import { verb } from '../kernel/verb.ts';`, allowed: true },
  { rule: serverNoun, path: 'server/main.ts', text: `import { routes } from './plans/routes.ts';`, allowed: true },

  { rule: webNoun, path: 'web/tasks/ListPage.tsx', text: `const Page = import('../plans/DetailPage.tsx');` },
  { rule: webNoun, path: 'web/tasks/ListPage.tsx', text: `import { task } from '#content/demo/tasks.ts';` },
  { rule: webNoun, path: 'web/tasks/ListPage.tsx', text: `import { paths } from '../paths.ts';`, allowed: true },
  { rule: webNoun, path: 'web/tasks/ListPage.tsx', text: `import { Table } from '../ui/Table.tsx';`, allowed: true },
  { rule: webNoun, path: 'web/routes.tsx', text: `const Page = import('./plans/DetailPage.tsx');`, allowed: true },

  { rule: 'web/ui knows no noun', path: 'web/ui/Table.tsx', text: `import { Row } from '../tasks/Row.tsx';` },
  { rule: 'web/ui knows no noun', path: 'web/ui/Table.tsx', text: `import { late } from '#domain/tasks/rules.ts';` },
  { rule: 'web/ui knows no noun', path: 'web/ui/Table.tsx', text: `import { t } from '../i18n/zh.ts';`, allowed: true },

  { rule: 'no barrel files', path: 'domain/tasks/index.ts', text: `export { a } from './a.ts';\nconst b = 1;` },
  { rule: 'no barrel files', path: 'domain/tasks/all.ts', text: `export { a } from './a.ts';` },
  { rule: 'no barrel files', path: 'domain/tasks/all.ts', text: `export * from './a.ts';\nexport const b = 1;` },
  {
    rule: 'no barrel files',
    path: 'domain/tasks/a.ts',
    text: `export const a = 1;\nexport { a as b };`,
    allowed: true,
  },

  {
    rule: 'no cycles',
    path: 'domain/tasks/a.ts',
    text: `import { b } from './b.ts';`,
    others: {
      'domain/tasks/b.ts': `import { c } from '#domain/c.ts';`,
      'domain/c.ts': `import type { A } from './tasks/a';`,
    },
  },
  { rule: 'no cycles', path: 'domain/a.ts', text: `import { a } from './a.ts';` },
  {
    rule: 'no cycles',
    path: 'domain/a.ts',
    text: `import './b.ts'; import './c.ts';`,
    others: { 'domain/b.ts': `import './c.ts';`, 'domain/c.ts': '' },
    allowed: true,
  },

  { rule: clock, path: 'domain/clock.ts', text: 'const today = Date.now();' },
  { rule: clock, path: 'domain/clock.ts', text: 'const today = new Date;' },
  { rule: clock, path: 'domain/clock.ts', text: 'const today = new Date();' },
  { rule: clock, path: 'domain/clock.ts', text: 'const chance = Math.random;' },
  { rule: clock, path: 'domain/clock.ts', text: '// never new Date()\nconst day = new Date(0);', allowed: true },
  { rule: clock, path: 'server/kernel/worker.ts', text: 'const now = Date.now();', allowed: true },

  { rule: door, path: 'server/tasks/add.ts', text: 'await db.transaction().execute(run);' },
  { rule: door, path: 'server/kernel/session.ts', text: 'await open().startTransaction().execute();' },
  { rule: door, path: 'server/tasks/add.ts', text: `await client.query('BEGIN');` },
  { rule: door, path: 'server/tasks/add.ts', text: 'await client.query(`begin; set local role $' + '{role}`);' },
  { rule: door, path: 'server/kernel/verb.ts', text: 'await db.transaction().execute(run);', allowed: true },
  { rule: door, path: 'server/tasks/add.ts', text: `const label = 'begin date';`, allowed: true },
  { rule: door, path: 'server/tasks/add.test.ts', text: `await client.query('begin');`, allowed: true },

  { rule: folders, path: 'domain/jobs/rules.ts', text: '' },
  { rule: folders, path: 'server/jobs/add.ts', text: '' },
  { rule: folders, path: 'web/jobs/ListPage.tsx', text: '' },
  { rule: folders, path: 'web/tasks/ListPage.tsx', text: '', others: { 'server/kernel/verb.ts': '' }, allowed: true },

  { rule: verbFile, path: 'server/tasks/create.ts', text: declare('task.create') },
  { rule: verbFile, path: 'server/tasks/read.ts', text: declare('task.add') },
  { rule: verbFile, path: 'server/tasks/add.ts', text: declare('task.add') + declare('task.read') },
  { rule: verbFile, path: 'server/tasks/routes.ts', text: declare('task.add') },
  { rule: verbFile, path: 'server/tasks/more/add.ts', text: declare('task.add') },
  { rule: verbFile, path: 'server/tasks/add.ts', text: 'export function add() {}' },
  { rule: verbFile, path: 'server/tasks/add.ts', text: declare('task.add'), allowed: true },
  { rule: verbFile, path: 'server/tasks/queries.ts', text: '', allowed: true },
  { rule: verbFile, path: 'server/tasks/parts.ts', text: '', allowed: true },

  { rule: 'no banned words in file names', path: 'server/tasks/task-service.ts', text: '' },
  { rule: 'no banned words in file names', path: 'web/ui/ThemeProvider.tsx', text: '' },
  { rule: 'no banned words in file names', path: 'domain/utils.ts', text: '' },
  { rule: 'no banned words in file names', path: 'server/repositories/tasks.ts', text: '' },
  { rule: 'no banned words in file names', path: 'domain/business.ts', text: '', allowed: true },

  { rule: 'named exports only', path: 'web/tasks/ListPage.tsx', text: 'export default function ListPage() {}' },
  { rule: 'named exports only', path: 'domain/a.ts', text: 'const a = 1;\nexport { a as default };' },
  { rule: 'named exports only', path: 'domain/a.ts', text: 'export default 1;' },
  { rule: 'named exports only', path: 'web/vite.config.ts', text: 'export default {};', allowed: true },
  { rule: 'named exports only', path: 'domain/a.ts', text: 'export const a = 1;', allowed: true },

  { rule: long, path: 'server/tasks/add.ts', text: lines(301) },
  { rule: long, path: 'server/tasks/add.ts', text: lines(300), allowed: true },
  { rule: long, path: 'domain/glossary.ts', text: lines(900), allowed: true },
];
