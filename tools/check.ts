import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureSizes } from '../test/architecture/rules.ts';
import { readSources } from '../test/architecture/source.ts';

/** `npm run check`: all that needs no database, in seconds. Every step runs; a failing one prints what it said. */
type Step = { name: string; command: readonly [string, ...string[]]; needs?: string };

const steps: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of domain', command: ['tsc', '-p', 'domain'] },
  { name: 'types of verify', command: ['tsc', '-p', 'verify'] },
  { name: 'types of seal', command: ['tsc', '-p', 'seal'] },
  { name: 'types of what tests seal', command: ['tsc', '-p', 'test/sealed'] },
  { name: 'types of papers', command: ['tsc', '-p', 'papers'] },
  { name: 'types of web', command: ['tsc', '-p', 'web'], needs: 'web/main.tsx' },
  { name: 'architecture', command: ['node', 'tools/test.ts', 'test/architecture'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'first page within its budget', command: ['node', 'tools/build.ts'], needs: 'web/main.tsx' },
  { name: 'generated files fresh', command: ['node', 'tools/generate.ts', '--check'], needs: 'tools/generate.ts' },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` };

process.chdir(root);
const failed = steps.filter(({ needs }) => needs === undefined || existsSync(needs)).filter((step) => !passes(step));
const { files, median, p95 } = measureSizes(readSources(root));
console.log(`  size of ${files} source files: median ${median} lines, 95 % within ${p95} (aim: 60 and 160)`);
if (failed.length > 0) console.error(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function passes({ name, command: [program, ...args] }: Step): boolean {
  const begin = performance.now();
  const options = { encoding: 'utf8', env, shell: process.platform === 'win32', maxBuffer: 64 << 20 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} ${seconds} s`);
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
  return status === 0;
}
