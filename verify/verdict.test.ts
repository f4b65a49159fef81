import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifestText } from '#domain/evidence/manifest.ts';
import { type Statement, statementText } from '#domain/evidence/statement.ts';
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
  testOrigin,
  utf8,
  withToken,
} from '#test/proofs.ts';
import { newCache } from './cache.ts';
import { plainPrimitives } from './primitives.ts';
import { openProofFile, type ProofFile, writeProofFile } from './proof-file.ts';
import { sentenceKeys } from './sentences.ts';
import { fingerprintOf, type Trust } from './trust.ts';
import { type Terms, type Verdict, verifyProof, verifyProofBytes } from './verdict.ts';
import { plain } from './words.ts';

const day = 86_400_000;
const key = newEd25519(testOrigin);
const sm2Key = newSm2(testOrigin);
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
const proof = makeProof({ content, signers, trust });
const statement: Statement = {
  format: 'humi-statement/1',
  act: 'report.submit',
  at: new Date(testAt).toISOString(),
  organisation: testOrganisation,
  row: null,
  facts: { period: '2026-H2' },
  files: [{ name: '附件/合同.pdf', size: original.size, sha256: original.sha256 }],
};

const seen = new Set<string>();
const noticed = (verdict: Verdict): Verdict => {
  for (const finding of verdict.findings) seen.add(finding.key);
  return verdict;
};
const terms = (more: Partial<Terms> = {}): Terms => ({
  trust,
  now: testAt + day,
  primitives: plainPrimitives,
  ...more,
});
const check = (file: ProofFile, more: Partial<Terms> = {}): Verdict =>
  noticed(verifyProof(openProofFile(writeProofFile(file)), terms(more)));
const checkBytes = (bytes: Uint8Array): Verdict => noticed(verifyProofBytes(bytes, terms()));
const keysOf = ({ outcome, findings }: Verdict): string[] => [
  outcome,
  ...findings.filter((it) => it.outcome !== 'ok').map((it) => it.key),
];
const flip = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));
const withTrust = (change: Partial<Trust>): Trust => ({ ...trust, ...change });

let authority: TestAuthority;
let short: TestAuthority;
beforeAll(async () => {
  [authority, short] = await Promise.all([openAuthority(), openAuthority({ days: 10 })]);
});
afterAll(async () => {
  await Promise.all([authority.close(), short.close()]);
});
const named = (name: string, { certificates }: { certificates: string }) => ({ name, certificates });
const stamped = async (file: ProofFile, by: TestAuthority, name = '国家授时中心'): Promise<ProofFile> =>
  withToken(file, { authority: name, subject: 'checkpoint', bytes: await by.stamp(utf8(file.checkpoint)) });

describe('[C45] one sentence', () => {
  test('says what existed, when at the latest, who says so and who co-signed', () => {
    const verdict = check(proof, { original: [original] });
    expect(keysOf(verdict)).toEqual(['holds']);
    expect(verdict.sentence).toEqual({
      zh: '核验通过：文件“合同.pdf”至迟于2026年11月21日10:00:03（北京时间）已经存在，这一时间由见证方“云溪县人民法院”证明；“云溪县市场监督管理局”将其登记为第4号并签名，见证方“云溪县人民法院”共同签署。',
      en: 'The proof holds: the file “合同.pdf” existed at 2026-11-21 10:00:03 (UTC+8) at the latest, as the witness “云溪县人民法院” attests; “云溪县市场监督管理局” registered it as no. 4 and signed, co-signed by “云溪县人民法院”.',
    });
    expect(verdict.limits.map(({ zh }) => zh).join()).toMatch(/谁拥有[\s\S]*保密[\s\S]*真实/);
  });

  test('names the act and the organisation of a statement, and the file that it lists', () => {
    const verdict = check(makeProof({ statement, signers }), { original: [original] });
    expect(keysOf(verdict)).toEqual(['holds']);
    expect(verdict.sentence.zh).toMatch(/“云溪精工有限公司”的存证说明（报送）及其所列文件“合同.pdf”/);
    expect(verdict.facts?.originals).toEqual([{ name: '合同.pdf', matches: '附件/合同.pdf' }]);
  });

  test('counts the files of a manifest, and finds one of them', () => {
    const { name: _, ...digests } = original;
    const manifest = manifestText([
      { path: '图纸/合同.pdf', ...digests },
      { path: 'a.txt', ...originalOf('', utf8('a')) },
    ]);
    const file = makeProof({ manifest, signers });
    expect(check(file).sentence.zh).toMatch(/清单所列的2个文件至迟于/);
    expect(check(file, { original: [original] }).facts?.originals[0]?.matches).toBe('图纸/合同.pdf');
    expect(keysOf(check(file, { original: [originalOf('b', utf8('b'))] }))).toEqual(['fails', 'original_wrong']);
  });

  test('takes the earliest outsider, be it a time authority', async () => {
    const at = Math.floor(Date.now() / 1000) * 1000 + 3600_000;
    const file = await stamped(
      makeProof({ content, signers: [key, newWitness('court.example', at / 1000)], at }),
      authority,
    );
    const list = withTrust({ witnesses_needed: 0, authorities: [named('国家授时中心', authority)] });
    const verdict = check(file, { trust: list, original: [original], now: Date.now() });
    expect(verdict.facts?.earliest).toMatchObject({ by: 'authority', name: '国家授时中心' });
    // The register's clock runs an hour ahead of the authority's.
    expect(keysOf(verdict)).toEqual(['holds_with_limits', 'entry_later']);
    expect(verdict.sentence.zh).toMatch(/^核验通过，但有保留：.*时间戳机构“国家授时中心”证明/);
  });
});

describe('what is not one', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'proof_empty'],
    ['a picture', utf8('\x89PNG'), 'proof_not_one'],
    ['a broken zip', utf8(`PK${'x'.repeat(40)}`), 'proof_not_one'],
    ['a large file', new Uint8Array(6 << 20), 'proof_too_large'],
  ])('%s', (_, bytes, reason) => {
    expect(keysOf(checkBytes(bytes))).toEqual(['fails', reason]);
  });

  test('a proof of a later format asks for a newer checker', () => {
    const bytes = writeProofFile({ ...proof, about: { ...proof.about, format: 'humi-proof/2' as 'humi-proof/1' } });
    expect(keysOf(checkBytes(bytes))).toEqual(['fails', 'proof_newer']);
    const list = JSON.stringify({ ...trust, format: 'humi-trust/9' });
    expect(keysOf(check({ ...proof, trust: list }, { trust: null }))).toEqual(['fails', 'trust_newer']);
  });

  test('a proof from another installation names both', () => {
    const verdict = check(proof, { trust: withTrust({ origin: 'elsewhere.example' }), original: [original] });
    expect(keysOf(verdict)).toEqual(['fails', 'origin_differs']);
    expect(verdict.sentence.en).toContain('“register.example/log”');
    // Of several trust lists the one of its register is taken.
    const several = [withTrust({ origin: 'elsewhere.example' }), trust];
    expect(check(proof, { trust: several, original: [original] }).outcome).toBe('holds');
  });
});

describe('an altered proof names the part', () => {
  const other = makeProof({ content, signers });
  const about = { ...proof.about };
  const act = makeProof({ statement, signers });
  const cases: [string, ProofFile, string][] = [
    ['entry', { ...proof, entry: flip(proof.entry, 60) }, 'not_included'],
    ['entry, cut', { ...proof, entry: proof.entry.slice(1) }, 'entry_wrong'],
    ['path', { ...proof, proof: proof.proof.replace('index 4', 'index 5') }, 'not_included'],
    ['standard form', { ...proof, proof: proof.proof.replace('c2sp', 'C2SP') }, 'proof_wrong'],
    ['checkpoint of another', { ...proof, checkpoint: other.checkpoint }, 'checkpoint_differs'],
    ['number', { ...proof, about: { ...about, index: 5 } }, 'about_differs'],
    ['time', { ...proof, about: { ...about, at: '2020-01-01T00:00:00.000Z' } }, 'about_differs'],
    ['salt', { ...act, salt: flip(act.salt, 3) }, 'salt_differs'],
    ['salt of a file', { ...proof, salt: flip(proof.salt, 3) }, 'salt_or_about_differs'],
    ['statement', { ...act, statement: `${act.statement}`.replace('H2', 'H1') }, 'statement_differs'],
    ['name', { ...act, about: { ...act.about, organisation: { ...testOrganisation, name: '别人' } } }, 'about_differs'],
    [
      'organisation',
      { ...act, about: { ...act.about, organisation: { ...testOrganisation, id: '1' } } },
      'about_differs',
    ],
    ['manifest', { ...makeProof({ manifest: 'x', signers }), manifest: 'y' }, 'manifest_differs'],
    ['manifest, unreadable', makeProof({ manifest: 'x', signers }), 'proof_member_wrong'],
    ['own trust list', { ...proof, trust: JSON.stringify(withTrust({ origin: 'b' })) }, 'trust_origin_differs'],
    ['own trust list, unreadable', { ...proof, trust: '{}' }, 'trust_wrong'],
  ];
  test.each(cases)('%s', (_, file, reason) => {
    const verdict = check(file, reason.startsWith('trust') ? { trust: null } : {});
    expect(verdict.outcome).toBe('fails');
    expect(verdict.findings.filter(({ outcome }) => outcome === 'fails')[0]?.key).toBe(reason);
    expect(verdict.sentence.zh).toMatch(/^核验未通过：/);
  });

  test('a statement that contradicts its entry is not believed', () => {
    const wrong = makeProof({ statement: { ...statement, organisation: { id: 'other', name: '别人' } }, signers });
    expect(keysOf(check({ ...wrong }))).toContain('statement_contradicts');
    const earlier = makeProof({ statement: { ...statement, at: '2020-01-01T00:00:00.000Z' }, signers });
    expect(keysOf(check(earlier))).toContain('statement_contradicts');
  });

  test('no name steers a terminal or turns the direction of a line', () => {
    const evil = '\u001b[2J\u009b1m\u202e核验通过\n';
    const bytes = zipSync({ ...unzipSync(writeProofFile(proof)), [evil]: utf8('x') });
    const verdict = checkBytes(bytes);
    expect(keysOf(verdict)).toEqual(['fails', 'proof_member_unknown']);
    const told = `${verdict.sentence.zh}${verdict.findings.map(({ zh, en }) => zh + en).join('')}`;
    expect(told).toContain('核验通过');
    expect(told).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(plain('a\tb\nc\u001b', { lines: true })).toBe('a\tb\nc\ufffd');
  });

  test('a name outside a statement is a label: whoever writes over it does not get it into the sentence', () => {
    const { statement: _, ...act } = makeProof({ statement, signers });
    const organisation = { ...act.about.organisation, name: '最高人民法院' };
    const verdict = check({ ...act, about: { ...act.about, organisation } });
    expect(keysOf(verdict)).toEqual(['holds_with_limits', 'content_missing']);
    expect(verdict.sentence.zh).toContain(`单位${testOrganisation.id}的登记内容`);
    expect(`${verdict.sentence.zh}${verdict.sentence.en}`).not.toContain('最高人民法院');
  });

  test('a file that looks like a statement is not one, and no list of files belongs to a single file', () => {
    const text = statementText({
      ...statement,
      act: 'file',
      organisation: { ...testOrganisation, name: '最高人民法院' },
    });
    const posed = { ...makeProof({ content: utf8(text), signers }), statement: text };
    expect(keysOf(check(posed))).toContain('statement_contradicts');
    const listedFiles = { ...proof, manifest: '合同正文' };
    expect(keysOf(check(listedFiles))).toEqual(['fails', 'proof_member_unknown']);
  });

  test('a signature of a known key that does not fit', () => {
    const [body = '', rest = ''] = proof.proof.split(`\n\n—`);
    const base64 = rest.slice(0, 60);
    const altered = {
      ...proof,
      proof: `${body}\n\n—${rest.replace(
        base64.slice(40, 50),
        base64.slice(40, 50).replace(/[a-zA-Z]/, (it) => (it === 'A' ? 'B' : 'A')),
      )}`,
    };
    expect(keysOf(check(altered, { original: [original] }))).toEqual(['fails', 'key_signature_wrong']);
  });

  test('a co-signature that does not fit', () => {
    const forged = newWitness('court.example', testAt / 1000);
    const [signature = ''] = forged.sign(proof.checkpoint).split(' ').slice(2);
    const line = court.sign(proof.checkpoint);
    const id = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(0, 4);
    const bad = Buffer.concat([id, Buffer.from(signature, 'base64').subarray(4)]).toString('base64');
    const altered = { ...proof, proof: proof.proof.replace(line, `— court.example ${bad}`) };
    expect(keysOf(check(altered, { original: [original] }))).toEqual(['fails', 'witness_wrong', 'own_clock']);
  });
});

describe('keys', () => {
  test('without a trust list the proof has only its own word, and says how to check the key', () => {
    const verdict = check(proof, { trust: null, original: [original] });
    expect(keysOf(verdict)).toEqual(['holds_with_limits', 'key_from_proof']);
    expect(verdict.sentence.zh).toContain(fingerprintOf(key.vkey));
    expect(verdict.sentence.zh).toMatch(/尚未确认是谁签的名/);
  });

  test('a key that is on no list: name, fingerprint, where to compare it', () => {
    const stranger = newEd25519(testOrigin);
    const file = makeProof({ content, signers: [stranger, court] });
    const verdict = check(file, { original: [original] });
    expect(keysOf(verdict)).toEqual(['fails', 'key_unknown']);
    expect(verdict.sentence.zh).toContain(fingerprintOf(stranger.vkey));
    expect(verdict.sentence.zh).toMatch(/监测页、存证证书/);
  });

  const revoked = { at: new Date(testAt + 10_000).toISOString(), effective_size: 7, reason: '私钥泄露' };
  const listWith = (change: Partial<Trust['keys'][number]>, more: Partial<Trust> = {}): Trust =>
    withTrust({ keys: [{ vkey: key.vkey, from_size: 0, to_size: null, revoked: null, ...change }], ...more });

  test('a rotated key signs no checkpoint beyond its size', () => {
    expect(keysOf(check(proof, { trust: listWith({ to_size: 6 }), original: [original] }))).toEqual([
      'fails',
      'key_out_of_range',
    ]);
  });

  test('a stolen key: never beyond the effective size, below it only with an outsider before the revocation', async () => {
    const beyond = listWith({ revoked: { ...revoked, effective_size: 6 } });
    expect(keysOf(check(proof, { trust: beyond, original: [original] }))).toEqual(['fails', 'key_revoked']);
    expect(check(proof, { trust: listWith({ revoked }), original: [original] }).outcome).toBe('holds');
    const tooLate = listWith({ revoked: { ...revoked, at: new Date(testAt + 2_000).toISOString() } });
    expect(keysOf(check(proof, { trust: tooLate, original: [original] }))).toEqual([
      'fails',
      'key_revoked_no_outsider',
    ]);
    // The thief puts an entry that was stamped long before under a checkpoint of his own: only what is over the
    // checkpoint vouches for it.
    const forged = makeProof({ content, signers: [key] });
    const old = withToken(forged, {
      authority: '国家授时中心',
      subject: 'entry',
      bytes: await authority.stamp(forged.entry),
    });
    const late = new Date(Date.now() + day).toISOString();
    const list = listWith(
      { revoked: { ...revoked, at: late } },
      { witnesses_needed: 0, authorities: [named('国家授时中心', authority)] },
    );
    const at = { trust: list, original: [original], now: Date.now() + 2 * day };
    expect(keysOf(check(old, at))).toContain('key_revoked_no_outsider');
    expect(keysOf(check(await stamped(forged, authority), at))).not.toContain('key_revoked_no_outsider');
    // The other key, which was not stolen, is enough.
    const other = withTrust({
      keys: [...tooLate.keys, { vkey: sm2Key.vkey, from_size: 0, to_size: null, revoked: null }],
    });
    expect(keysOf(check(proof, { trust: other, original: [original] }))).toEqual([
      'holds_with_limits',
      'key_revoked_no_outsider',
    ]);
  });
});

describe('witnesses and time', () => {
  test('fewer witnesses than the policy needs', () => {
    const verdict = check(proof, { trust: withTrust({ witnesses_needed: 2 }), original: [original] });
    expect(keysOf(verdict)).toEqual(['holds_with_limits', 'witnesses_too_few']);
    expect(verdict.findings.find((it) => it.outcome === 'note')?.zh).toMatch(/至少2个.*目前有1个/);
  });

  test('a moment that has not come yet is told, also one that is no date', () => {
    for (const seconds of [testAt / 1000 + 10 * 86_400, 2 ** 52]) {
      const ahead = newWitness('ahead.example', seconds);
      const list = withTrust({ witnesses: [{ name: '别处', vkey: ahead.vkey }] });
      const verdict = check(makeProof({ content, signers: [key, ahead] }), { trust: list, original: [original] });
      expect(keysOf(verdict)).toEqual(['holds_with_limits', 'outsider_in_future']);
      expect(`${verdict.sentence.zh}${verdict.findings.map(({ zh }) => zh).join()}`).not.toMatch(/NaN|Invalid/);
    }
  });

  test('nobody outside: the register’s own clock only', () => {
    const verdict = check(makeProof({ content, signers: [key] }), {
      trust: withTrust({ witnesses_needed: 0 }),
      original: [original],
    });
    expect(keysOf(verdict)).toEqual(['holds_with_limits', 'own_clock']);
    expect(verdict.sentence.zh).toContain('只有登记方自己的时钟为据');
  });

  test('a certificate that has expired: doubted without a renewal, believed with one made in time', async () => {
    const now = Date.now() + 20 * day;
    const list = withTrust({ authorities: [named('短期机构', short), named('国家授时中心', authority)] });
    const once = await stamped(makeProof({ content, signers }), short, '短期机构');
    const doubted = check(once, { trust: list, original: [original], now });
    expect(keysOf(doubted)).toEqual(['holds_with_limits', 'stamp_expired']);
    const [first] = once.tokens;
    const bytes = await authority.stamp(first?.bytes ?? new Uint8Array());
    const renewed = withToken(once, { authority: '国家授时中心', subject: 'tokens/1.tsr', bytes });
    const verdict = check(renewed, { trust: list, original: [original], now });
    expect(keysOf(verdict)).toEqual(['holds']);
    expect(verdict.findings.map((it) => it.key)).toContain('stamp_renewed');
    const years = makeProof({ content, signers, at: testAt - 400 * day });
    expect(check(years, { original: [original] }).findings.map((it) => it.key)).toContain('own_time_earlier');
  });

  test('a stamp that does not count says why: unknown authority, wrong certificate', async () => {
    const file = await stamped(proof, authority);
    expect(keysOf(check(file, { original: [original] }))).toEqual(['holds_with_limits', 'stamp_authority_unknown']);
    const wrong = await fetchStamp(authority, 'no_usage', utf8(proof.checkpoint));
    const list = withTrust({ authorities: [named('国家授时中心', authority)] });
    const other = withToken(proof, { authority: '国家授时中心', subject: 'checkpoint', bytes: wrong });
    expect(keysOf(check(other, { trust: list, original: [original] }))).toEqual([
      'holds_with_limits',
      'stamp_wrong_certificate',
    ]);
  });

  test('a stamp that was altered, or made for something else, fails the proof; an unknown algorithm does not count', async () => {
    const list = withTrust({ authorities: [named('国家授时中心', authority)] });
    const bytes = await authority.stamp(utf8(proof.checkpoint));
    const ask = (token: Uint8Array, subject = 'checkpoint') =>
      keysOf(check(withToken(proof, { authority: 'x', subject, bytes: token }), { trust: list, original: [original] }));
    expect(ask(flip(bytes, bytes.length - 5))).toEqual(['fails', 'stamp_altered']);
    expect(ask(bytes, 'entry')).toEqual(['fails', 'stamp_of_another']);
    // SHA-224 in place of SHA-256, wherever it is named.
    const named256 = Buffer.from('608648016503040201', 'hex').toString('latin1');
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(named256, `${named256.slice(0, -1)}\x04`);
    expect(ask(Buffer.from(text, 'latin1'))).toEqual(['holds_with_limits', 'stamp_not_supported']);
    expect(ask(utf8('nonsense'))).toEqual(['fails', 'stamp_unreadable']);
    expect(ask(bytes, 'tokens/1.tsr')).toEqual(['fails', 'proof_member_wrong']);
  });
});

describe('originals', () => {
  test('a wrong one is named, and the proof is not blamed', () => {
    const verdict = check(proof, { original: [originalOf('草稿.pdf', utf8('草稿'))] });
    expect(keysOf(verdict)).toEqual(['fails', 'original_wrong']);
    expect(verdict.sentence.zh).toBe(
      '核验未通过：文件“草稿.pdf”不是这份证明所指的文件：内容不同（改动一个字节也会如此）。证明文件本身不受影响，请换用原件再核验。',
    );
  });

  test('both digests must fit: one that agrees by SHA-256 alone, or by SM3 alone, is wrong', () => {
    const other = originalOf('x', utf8('other'));
    for (const half of [
      { ...original, sm3: other.sm3 },
      { ...original, sha256: other.sha256 },
    ])
      expect(keysOf(check(proof, { original: [half] }))).toEqual(['fails', 'original_wrong']);
  });

  test('none given, an empty one, and content that nobody has', () => {
    expect(keysOf(check(proof))).toEqual(['holds_with_limits', 'original_missing']);
    const empty = makeProof({ content: new Uint8Array(), signers });
    expect(keysOf(check(empty, { original: [originalOf('空.txt', new Uint8Array())] }))).toEqual([
      'holds_with_limits',
      'content_empty',
    ]);
    const { statement: _, ...bare } = makeProof({ statement, signers });
    expect(keysOf(check(bare))).toEqual(['holds_with_limits', 'content_missing']);
  });
});

test('a cache changes nothing but the time it takes', () => {
  const cache = newCache();
  const [first, second] = [
    check(proof, { cache, original: [original] }),
    check(proof, { cache, original: [original] }),
  ];
  expect(second).toEqual(first);
  // It belongs to one trust list: another one is not answered from it.
  expect(check(proof, { cache, trust: withTrust({ keys: [] }), original: [original] }).outcome).toBe('fails');
});

/** An answer of the authority in another mode, as a register would have kept it unchecked. */
async function fetchStamp(
  { url, set, dir }: TestAuthority,
  mode: 'no_usage',
  content: Uint8Array,
): Promise<Uint8Array> {
  const { execFileSync } = await import('node:child_process');
  const { writeFileSync, readFileSync } = await import('node:fs');
  writeFileSync(`${dir}/asked`, content);
  execFileSync('openssl', ['ts', '-query', '-data', 'asked', '-sha256', '-cert', '-out', 'own.tsq'], {
    cwd: dir,
    stdio: 'ignore',
  });
  set(mode);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: readFileSync(`${dir}/own.tsq`),
  });
  set('right');
  return new Uint8Array(await answer.arrayBuffer());
}

test('every sentence was said in a test, but for those that the neighbours test', () => {
  const elsewhere = ['proof_member_missing', 'stamp_not_valid_then'];
  expect(sentenceKeys().filter((name) => !seen.has(name))).toEqual(elsewhere);
});
