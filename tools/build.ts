/**
 * `npm run build`: the checking page (tools/build-verify.ts), and the web client into dist/web, with a .br and a .gz
 * beside every file that shrinks. Nothing is done when nothing that goes in has changed. Fails when the first page grows beyond its budget, but not with `--quiet`
 * (`humi start`), which also says nothing when all is fresh. `--force` builds anyway.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import { buildVerify } from './build-verify.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist/web');
const hashFile = join(root, 'dist/web.hash');
const manifestFile = join(root, 'dist/web.manifest.json');

/** What a first visit may weigh, by gzip: index.html with all scripts and styles before the page shows. */
const budget = 300 * 1024;
const firstPages = { login: 'accounts/SignInPage.tsx', home: 'home/HomePage.tsx' } as const;

type Chunk = { file: string; imports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

const fresh = hashOfInputs();
const isFresh =
  existsSync(join(target, 'index.html')) && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === fresh;
const quiet = process.argv.includes('--quiet');
if (!isFresh || process.argv.includes('--force')) await build();
else if (!quiet) console.log('dist/web is fresh');
await buildVerify().catch(keepOlderPage);
if (!quiet && isTooLarge()) process.exitCode = 1;

async function build(): Promise<void> {
  const begin = performance.now();
  console.log('Building the web client (only after changes)… 正在生成网页（仅在有改动时）…');
  const draft = `${target}-${process.pid}`;
  try {
    const { build: viteBuild } = await import('vite');
    await viteBuild({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn', build: { outDir: draft } });
    await compress(draft);
    put(draft);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // A start is better with an older client than with none (a read-only folder, a full disk).
    if (!quiet || !existsSync(join(target, 'index.html'))) throw error;
    console.error(
      `The web client could not be built, the older one is served: ${error instanceof Error ? error.message : error}`,
    );
    return;
  }
  console.log(`dist/web built in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

/** As with the client: an older page is better than none, but not for whoever asked to build. */
function keepOlderPage(error: unknown): void {
  if (!quiet || !existsSync(join(root, 'dist/verify/humi-verify.html'))) throw error;
  console.error(
    `The checking page could not be built, the older one is served: ${error instanceof Error ? error.message : error}`,
  );
}

/** Replaces the old client in one step each way; a server that runs keeps its open files. */
function put(draft: string): void {
  rmSync(hashFile, { force: true });
  renameSync(join(draft, '.vite/manifest.json'), manifestFile);
  rmSync(join(draft, '.vite'), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(draft, target);
  writeFileSync(hashFile, fresh);
}

function hashOfInputs(): string {
  const files = globSync(['web/**/*', '{domain,verify,seal,papers}/**/*.ts', 'package-lock.json', 'tools/build.ts'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Prints what each first page weighs. @returns whether one is beyond the budget */
function isTooLarge(): boolean {
  // Vite wrote it in this shape.
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const sizes = Object.entries(firstPages)
    .filter(([, page]) => manifest[page])
    .map(([name, page]) => ({ name, bytes: weigh(target, manifest, ['index.html', page]) }));
  for (const { name, bytes } of sizes) {
    const verdict = bytes > budget ? ' TOO LARGE' : '';
    console.log(`first page, ${name}: ${(bytes / 1024).toFixed(0)} KB gzip (at most ${budget / 1024})${verdict}`);
  }
  return sizes.some(({ bytes }) => bytes > budget);
}

function weigh(dir: string, manifest: Manifest, names: readonly string[]): number {
  const files = new Set(['index.html']);
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const name of names) visit(name);
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file)), { level: 9 }).length, 0);
}

async function compress(dir: string): Promise<void> {
  const files = globSync('**/*.{html,js,css,svg,json}', { cwd: dir });
  await Promise.all(files.map((file) => compressFile(join(dir, file))));
}

async function compressFile(path: string): Promise<void> {
  const bytes = readFileSync(path);
  if (bytes.length < 1024) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [small, other] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(`${path}.br`, small);
  writeFileSync(`${path}.gz`, other);
}
