import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestText } from '#domain/evidence/manifest.ts';
import type { Statement } from '#domain/evidence/statement.ts';
import { openAuthority, type TestAuthority } from '#test/authority.ts';
import {
  makeProof,
  makeTrust,
  newEd25519,
  newSm2,
  newWitness,
  originalOf,
  testAt,
  testOrganisation,
  utf8,
  withToken,
} from '#test/proofs.ts';
import { plainPrimitives } from './primitives.ts';
import { openProofFile, type ProofFile, writeProofFile } from './proof-file.ts';
import type { Trust } from './trust.ts';
import { fingerprintOf } from './trust.ts';
import { type Terms, verifyProof } from './verdict.ts';

const key = newEd25519('register.example/log');
const sm2Key = newSm2('register.example/log');
const court = newWitness('court.example', testAt / 1000 + 3);
const notary = newWitness('notary.example', testAt / 1000 + 5);
const content = utf8('合同正文');
const original = originalOf('合同.pdf', content);
const witnesses = [
  { name: '云溪县人民法院', vkey: court.vkey },
  { name: '公证处', vkey: notary.vkey },
];
const trust = makeTrust({ keys: [key, sm2Key], witnesses, witnesses_needed: 1 });
const signers = [key, sm2Key, court];
const terms = (more: Partial<Terms> = {}): Terms => ({
  trust,
  now: testAt + 86_400_000,
  primitives: plainPrimitives,
  ...more,
});
const check = (proof: ProofFile, more: Partial<Terms> = {}) =>
  verifyProof(openProofFile(writeProofFile(proof)), terms(more));
const keysOf = (verdict: ReturnType<typeof verifyProof>) =>
  verdict.findings.filter(({ outcome }) => outcome !== 'ok').map(({ key: found, outcome }) => `${outcome} ${found}`);

test('[C45] a proof with its original holds: what, when at the latest, who says so, who co-signed, in one sentence', () => {
  const verdict = check(makeProof({ content, signers }), { original: [original] });
  expect(keysOf(verdict)).toEqual([]);
  expect(verdict.outcome).toBe('holds');
  expect(verdict.sentence.zh).toBe(
    '核验通过：文件“合同.pdf”至迟于2026年11月21日10:00:03（北京时间）已经存在，这一时间由见证方“云溪县人民法院”证明；“云溪县市场监督管理局”将其登记为第4号并签名，见证方“云溪县人民法院”共同签署。',
  );
  expect(verdict.sentence.en).toBe(
    'The proof holds: the file “合同.pdf” existed at 2026-11-21 10:00:03 (UTC+8) at the latest, as the witness “云溪县人民法院” attests; “云溪县市场监督管理局” registered it as no. 4 and signed, co-signed by “云溪县人民法院”.',
  );
});
