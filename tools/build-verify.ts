/**
 * The checking page as one file, dist/verify/humi-verify.html: script, style and worker inside, no request to anywhere.
 * Its own policy forbids all that it does not need. The trust list of an installation takes the place of `null` when
 * the page is served (server/pages.ts). `node tools/build-verify.ts` builds it alone.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist/verify/humi-verify.html');
const hashFile = join(root, 'dist/verify.hash');

/** What the page may weigh, in bytes: it is sent by mail and lies on USB sticks. */
const budget = 1_000_000;

/** Builds when anything that goes in has changed. Throws when the page grows beyond its budget. */
export async function buildVerify(): Promise<void> {
  const fresh = hashOfInputs();
  if (existsSync(target) && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === fresh) return;
  const [script, worker] = await Promise.all([bundle('verify/page/page.ts'), bundle('verify/hashing/worker.ts')]);
  const style = readFileSync(join(root, 'verify/page/style.css'), 'utf8').replaceAll(/\s*\n\s*/g, '');
  const page = frame({ policy: policyFor({ script, style }), style, worker, script });
  if (page.length > budget) throw new Error(`The checking page weighs ${page.length} bytes, at most ${budget}`);
  const draft = `${target}.${process.pid}`;
  mkdirSync(join(root, 'dist/verify'), { recursive: true });
  rmSync(hashFile, { force: true });
  writeFileSync(draft, page);
  renameSync(draft, target);
  writeFileSync(hashFile, fresh);
}

type Parts = { policy: string; style: string; worker: string; script: string };

const frame = ({ policy, style, worker, script }: Parts): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>存证核验 · 护秘</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript><p class="column">核验需要脚本。请在浏览器中允许本页运行脚本；本页不联网。 This page needs scripts, and no network.</p></noscript>
<script type="application/json" id="trust">null</script>
<script type="text/plain" id="worker">${worker}</script>
<script>${script}</script>
</body>
</html>
`;

/** One script without imports, as text that may stand inside a script element. */
async function bundle(entry: string): Promise<string> {
  const { build } = await import('vite');
  const made = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(root, entry), formats: ['iife'], name: 'humi' },
    },
    resolve: { alias: { crypto: nothing } },
    plugins: [nodeless],
  });
  // With one input and `write: false` the answer is one output, or a list of one.
  const [output] = [made].flat() as Rolldown.RolldownOutput[];
  const code = output?.output[0].code ?? '';
  if (code === '' || output?.output.length !== 1) throw new Error(`${entry} did not become one script`);
  return code.trim().replaceAll(/<(?=\/script|!--)/gi, '\\x3C');
}

const nothing = '\0nothing';

/** sm-crypto-v2 asks Node for chance where there is any; a checker needs none. */
const nodeless: Plugin = {
  name: 'nodeless',
  enforce: 'pre',
  resolveId: (id) => (id === nothing ? id : null),
  load: (id) => (id === nothing ? 'export {}' : null),
};

/** Nothing may be fetched; one script, one style, workers from memory, WebAssembly for the digests of large files. */
function policyFor({ script, style }: { script: string; style: string }): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    `default-src 'none'`,
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    'worker-src blob:',
    'child-src blob:',
    'img-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hashOfInputs(): string {
  const files = globSync(['verify/**/*', 'domain/**/*.ts', 'package-lock.json', 'tools/build-verify.ts'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !/\.test\.ts$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) await buildVerify();
