import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';
import { startTestPostgres } from './test-postgres.ts';
import { requirePrograms } from './test-programs.ts';

/**
 * `npm test`: every project in one process, so that there is one total line. `npm test -- domain -t name` passes
 * filters and options to Vitest. `npm test -- --postgres 15` runs against a private cluster of that version
 * instead of the embedded one (HUMI_TEST_DATABASE, which test/cluster.ts reads).
 */
const oldestNode = [22, 18] as const;
const promisedMinutes = 10;
const limitMinutes = 20;
const root = fileURLToPath(new URL('..', import.meta.url));

process.chdir(root);
requireNode();
requirePrograms();
const { postgres, rest } = takePostgres(process.argv.slice(2));
const { filter, options } = parseCLI(['vitest', 'run', ...rest]);
stopAfter(limitMinutes);
if (postgres !== undefined) {
  process.env.HUMI_TEST_DATABASE = JSON.stringify((await startTestPostgres(postgres)).config);
}
if (needsBuild(filter, [options.project ?? []].flat())) build();
// The native loader writes nothing into node_modules, which may belong to another user.
await startVitest(filter, { ...options, run: true, watch: false, configLoader: 'native' });
const minutes = process.uptime() / 60;
if (minutes > promisedMinutes)
  console.warn(`The tests took ${minutes.toFixed(1)} minutes; we promise ${promisedMinutes}.`);
process.exit();

function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(`Humi needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** `--postgres 15` or `--postgres=15` is ours; the rest is Vitest's. */
function takePostgres(args: readonly string[]): { postgres?: string; rest: string[] } {
  const at = args.findIndex((arg) => arg === '--postgres' || arg.startsWith('--postgres='));
  if (at < 0) return { rest: [...args] };
  const inline = args[at]?.split('=')[1];
  const postgres = inline ?? args[at + 1] ?? '';
  if (!/^\d+$/.test(postgres)) {
    console.error('Say which major version: --postgres 15');
    process.exit(1);
  }
  return { postgres, rest: args.filter((_, index) => index !== at && (inline !== undefined || index !== at + 1)) };
}

/** Journeys drive the built web client; server tests need only that one has been built. */
function needsBuild(filters: readonly string[], projects: readonly string[]): boolean {
  const matches = (project: string, pattern: string) =>
    (projects.length === 0 || projects.includes(project)) &&
    globSync(pattern).some((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)));
  if (!existsSync('tools/build.ts')) return false;
  return (
    matches('journeys', 'test/journeys/**/*.e2e.ts') ||
    (!existsSync('dist') && matches('server', 'server/**/*.test.ts'))
  );
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['tools/build.ts'], { stdio: 'inherit' });
  if (status === 0) return;
  console.error('The build failed, so no test was run.\n0 passed, 1 failed');
  process.exit(1);
}

/** A run that hangs ends, and says so. */
function stopAfter(limit: number): void {
  setTimeout(() => {
    console.error(`The tests did not end within ${limit} minutes.`);
    process.exit(1);
  }, limit * 60_000).unref();
}
