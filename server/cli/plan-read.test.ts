import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { printDraft } from '#domain/plans/print.ts';
import { readPlan } from '#domain/plans/read.ts';

const HUMI = fileURLToPath(new URL('../../bin/humi.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'humi-plan-read-'));
const PLAN = [
  '某县商业秘密保护工作方案',
  '一、工作目标',
  '到2025年6月底，培育商业秘密保护示范企业15家以上。',
  '二、工作任务',
  '（一）加强宣传。县市场监管局牵头，每年组织培训不少于2场。',
].join('\n');

test('--json prints the draft and nothing else', async () => {
  const { code, out, err } = await humi(file('plan.txt', PLAN), '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`${JSON.stringify(printDraft(readPlan(PLAN)), null, 2)}\n`);
});

test('prints a summary in Chinese otherwise', async () => {
  const { code, out } = await humi(file('plan.md', PLAN));
  expect(code).toBe(0);
  for (const line of ['标题：某县商业秘密保护工作方案', '文号：未写明', '示范企业', '领导机构：未写明']) {
    expect(out).toContain(line);
  }
});

test.each([
  ['a missing file', () => join(folder, 'none.docx'), /找不到文件[\s\S]*There is no file/],
  ['a folder', () => folder, /是文件夹[\s\S]*is a folder/],
  ['an empty file', () => file('empty.docx', ''), /没有任何文字[\s\S]*holds no text/],
  ['a binary file', () => file('a.pdf', '\0'.repeat(999)), /不是可以读取的文档[\s\S]*is not a document/],
  ['a file that never ends', () => '/dev/zero', /太大（上限 50 MB）[\s\S]*too large/],
])('%s: two sentences that name cause and cure, and exit code 2', async (_, path, sentences) => {
  const { code, out, err } = await humi(path());
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(sentences);
  expect(err.trimEnd().split('\n')).toHaveLength(2);
});

// Nobody can lock a file against root.
test.skipIf(process.getuid?.() === 0)('a file without permission', async () => {
  const path = file('locked.txt', PLAN);
  chmodSync(path, 0);
  expect(await humi(path)).toMatchObject({ code: 2, err: expect.stringContaining('没有权限') });
});

test.each([[[]], [['a.txt', 'b.txt']], [['a.txt', '--jsonn']]])(
  'a wrong command line %j: usage and exit code 64',
  async (args) => {
    const { code, err } = await humi(...args);
    expect(code).toBe(64);
    expect(err).toContain('humi plan read');
  },
);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function humi(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [HUMI, 'plan', 'read', ...args]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
