import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** A `main` that says its process id, then waits for a signal and ends in good order. */
const WAITING_MAIN = `export async function main(argv) {
  const timer = setInterval(() => {}, 1000);
  const stopped = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => resolve(name));
  });
  console.log(process.pid, process.versions.node, argv.join(' '));
  const signal = await stopped;
  clearInterval(timer);
  console.log('closed', signal);
  return 7;
}`;

/** Makes the launcher believe that it runs on an old Node. */
const PRETEND_OLD = [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.0'}})`,
];

test('on a new Node, runs the command itself and keeps its exit code', async () => {
  const humi = start(tree('with node'), []);
  expect(await firstLine(humi)).toEqual([String(humi.pid), process.versions.node, 'start --port 1']);
  humi.kill('SIGTERM');
  expect(await once(humi, 'exit')).toEqual([7, null]);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'on an old Node, hands over and passes on %s and the exit code',
  async (signal) => {
    const humi = start(tree('with node'), PRETEND_OLD);
    const [pid, version] = await firstLine(humi);
    expect(pid).not.toBe(String(humi.pid));
    expect(version).toBe(process.versions.node);
    humi.kill(signal);
    const output = textOf(humi.stdout);
    expect(await once(humi, 'exit')).toEqual([7, null]);
    expect(await output).toContain(`closed ${signal}`);
  },
);

test('what it started ends in good order when it is killed outright', async () => {
  const humi = start(tree('with node'), PRETEND_OLD);
  await firstLine(humi);
  const output = textOf(humi.stdout);
  humi.kill('SIGKILL');
  // The pipe closes only when the last process that holds it is gone.
  expect(await output).toContain('closed SIGTERM');
});

test('without a new Node, says so in Chinese and English', async () => {
  const humi = start(tree('without node'), PRETEND_OLD);
  const errors = textOf(humi.stderr);
  expect(await once(humi, 'exit')).toEqual([1, null]);
  expect(await errors).toMatch(/护秘需要 Node 22\.18[\s\S]*Humi needs Node 22\.18/);
});

function tree(modules: 'with node' | 'without node'): string {
  const root = mkdtempSync(join(tmpdir(), 'humi-launcher-'));
  cpSync(fileURLToPath(new URL('../../bin', import.meta.url)), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'server/cli'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'server/cli/main.ts'), WAITING_MAIN);
  if (modules === 'with node') {
    const node = join(root, 'node_modules/.bin/node');
    mkdirSync(dirname(node), { recursive: true });
    symlinkSync(process.execPath, node);
  }
  return root;
}

function start(root: string, options: string[]) {
  return spawn(process.execPath, [...options, join(root, 'bin/humi.mjs'), 'start', '--port', '1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function firstLine(child: ChildProcess): Promise<string[]> {
  const [chunk] = child.stdout ? await once(child.stdout, 'data') : [''];
  const [pid = '', version = '', ...rest] = String(chunk).split('\n')[0]?.split(' ') ?? [];
  return [pid, version, rest.join(' ')];
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
