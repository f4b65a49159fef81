import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeProof, makeTrust, newEd25519, newSm2, newWitness, testAt, utf8 } from '#test/proofs.ts';
import { writeProofFile } from '#verify/proof-file.ts';

const HUMI = fileURLToPath(new URL('../../bin/humi.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'humi-verify-'));
const file = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const [key, sm2Key] = [newEd25519('register.example/log'), newSm2('register.example/log')];
const court = newWitness('court.example', testAt / 1000);
const trust = makeTrust({ keys: [key, sm2Key], witnesses: [{ name: '法院', vkey: court.vkey }], witnesses_needed: 1 });
const signers = [key, sm2Key, court];
const proofOf = (content: string) => writeProofFile(makeProof({ content: utf8(content), signers, trust }));

const contract = file('合同.humi-proof', proofOf('合同'));
const original = file('合同.pdf', '合同');
const draft = file('草稿.pdf', '草稿');
const list = file('trust.json', JSON.stringify(trust));

test('[C45] a proof with its original and a trust list: exit code 0, the sentence, every check, what is not proven', async () => {
  const { code, out, err } = await verify(contract, original, '--trust', list);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/核验通过：文件“合同\.pdf”至迟于2026年11月21日10:00:00（北京时间）已经存在/);
  for (const part of ['✓ 登记条目确在', '指纹', '这份证明不能说明什么', '谁拥有它']) expect(out).toContain(part);
});

test('without a trust list it says plainly that the proof has only its own word', async () => {
  const { code, out } = await verify(contract, original, '--lang', 'en');
  expect(code).toBe(0);
  expect(out).toMatch(/who signed it is not confirmed/);
});

test('a wrong original: exit code 1, and its name', async () => {
  const { code, out } = await verify(contract, draft, '--trust', list);
  expect(code).toBe(1);
  expect(out).toContain('文件“草稿.pdf”不是这份证明所指的文件');
});

test('a folder of proofs: a line each, totals, and originals that belong to none', async () => {
  const inner = join(folder, '多份');
  mkdirSync(join(inner, '子文件夹'), { recursive: true });
  writeFileSync(join(inner, 'a.humi-proof'), proofOf('合同'));
  writeFileSync(join(inner, '子文件夹/b.humi-proof'), proofOf('另一份'));
  writeFileSync(join(inner, 'c.humi-proof'), 'nonsense');
  const { code, out } = await verify(inner, original, draft, '--trust', list);
  expect(code).toBe(1);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^✓ 通过.*2026-11-21 {2}4 {2}.*a\.humi-proof$/);
  expect(lines[1]).toMatch(/^✗ 未通过.*c\.humi-proof {2}这不是护秘证明文件/);
  expect(lines[2]).toMatch(/^! 有保留.*b\.humi-proof$/);
  expect(lines.slice(3)).toEqual(['共3份：通过1，有保留1，未通过1。', '不属于任何一份证明的文件：草稿.pdf']);
});

test('--json: one verdict, or totals and all of them', async () => {
  const one = JSON.parse((await verify(contract, original, '--trust', list, '--json')).out);
  expect(one).toMatchObject({ name: '合同.humi-proof', outcome: 'holds', facts: { index: 4, kind: 'file' } });
  const two = JSON.parse((await verify(contract, contract, '--trust', list, '--json')).out);
  expect(two).toMatchObject({ total: 2, holds_with_limits: 2, proofs: [{ outcome: 'holds_with_limits' }, {}] });
});

test.each([
  [[], 64],
  [['a.humi-proof', '--lang', 'fr'], 64],
  [['a.humi-proof', '--unknown'], 64],
])('%j: exit code %i and how it is used', async (args, code) => {
  expect(await verify(...args)).toMatchObject({ code, out: '', err: expect.stringMatching(/用法[\s\S]*Usage/) });
});

test.each([
  ['a proof that is not there', () => [join(folder, 'none')], /找不到文件/],
  ['a folder without proofs', () => [mkdtempSync(join(tmpdir(), 'humi-empty-'))], /没有证明文件[\s\S]*holds no proof/],
  ['a trust list that is none', () => [contract, '--trust', original], /信任清单“合同\.pdf”无法读取/],
])('%s: exit code 2, cause and cure', async (_, args, sentence) => {
  expect(await verify(...args())).toMatchObject({ code: 2, err: expect.stringMatching(sentence) });
});

test('a file of any size that is no proof is not read whole', async () => {
  const { code, out } = await verify(file('big.humi-proof', new Uint8Array(6 << 20)));
  expect(code).toBe(1);
  expect(out).toContain('5 MB');
});

/** Runs the command as a stranger does: no database in its environment. */
async function verify(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [HUMI, 'verify', ...args], { env, cwd: folder });
  const [out, err] = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: (await out) ?? '', err: (await err) ?? '' };
}
