import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';
import {
  cosignatureMessage,
  cosignatureTime,
  formatLines,
  formatNote,
  formatSignature,
  formatVerifierKey,
  keyId,
  parseNote,
  parseSignatures,
  parseVerifierKey,
  timedSignature,
  type Verifier,
  verifierOf,
  verifyNote,
} from './notes.ts';

const primitives = {
  ed25519: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => ed25519.verify(signature, message, key),
  sm2: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    sm2.doVerifySignature(message, bytesToHex(signature), bytesToHex(key), { hash: true }),
};
function verifierOfText(vkey: string): Verifier {
  const key = parseVerifierKey(vkey);
  if (key === undefined) throw new Error(`no key: ${vkey}`);
  return verifierOf(key, primitives);
}

// Keys and signatures published with the reference implementation, golang.org/x/mod/sumdb/note.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=';
const peterSeed = decodeBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')?.slice(1) ?? new Uint8Array();
const peter = verifierOfText(peterKey);
const enoch = verifierOfText(enochKey);
const noteOf = (...lines: string[]) => parseNote(formatNote(text, lines)) ?? expect.fail('no note');
const broken = `${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`;

describe('reading a note', () => {
  test('the example of signed-note: the last empty line ends the text', () => {
    const poem = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';
    const line =
      '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=';
    const note = parseNote(`${poem}\n${line}\n`);
    expect(note?.text).toBe(poem);
    expect(note?.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', id: 0x367ba04b, line }]);
    expect(note?.signatures[0]?.signature).toHaveLength(64);
  });

  test.each([
    ['text alone', text],
    ['no signature', `${text}\n`],
    ['no final newline', `${text}\n${peterLine}`],
    ['a control character', `\u0001${formatNote(text, [peterLine])}`],
    ['a tab', formatNote(`a\tb\n`, [peterLine])],
    ['a carriage return', formatNote(text, [peterLine]).replaceAll('\n', '\r\n')],
    ['half of a surrogate pair', formatNote('\ud800\n', [peterLine])],
    ['a space in a name', formatNote(text, [peterLine.replace('PeterNeumann', 'Bad Name')])],
    ['a wide space in a name', formatNote(text, [peterLine.replace('PeterNeumann', 'Bad\u3000Name')])],
    ['a plus in a name', formatNote(text, [peterLine.replace('PeterNeumann', 'Bad+Name')])],
    ['no name', formatNote(text, [peterLine.replace('PeterNeumann', '')])],
    ['a line that is no signature', formatNote(text, [peterLine, 'Unexpected line.'])],
    ['a hyphen for the dash', formatNote(text, [peterLine.replace('—', '-')])],
    ['a space after', formatNote(text, [`${peterLine} `])],
    ['a signature of nothing but an ID', formatNote(text, ['— name AAAAAA=='])],
    ['base64 without padding', formatNote(text, [peterLine.slice(0, -1)])],
    ['an empty line at the end', `${formatNote(text, [peterLine])}\n`],
    ['101 signatures', formatNote(text, Array(101).fill(peterLine))],
    ['more than a million characters', formatNote(`${'a'.repeat(1_000_000)}\n`, [peterLine])],
    ['nothing', ''],
  ])('%s is refused', (_, note) => {
    expect(parseNote(note)).toBeUndefined();
  });

  test('100 signatures and text of other scripts are allowed', () => {
    expect(parseNote(formatNote('护秘存证 😀\n', Array(100).fill(peterLine)))?.signatures).toHaveLength(100);
  });

  test('what a witness answers: lines alone', () => {
    expect(parseSignatures(formatLines([peterLine, enochLine]))?.map(({ line }) => line)).toEqual([
      peterLine,
      enochLine,
    ]);
    expect(parseSignatures('')).toBeUndefined();
    expect(parseSignatures('\n')).toBeUndefined();
    expect(parseSignatures(peterLine)).toBeUndefined();
  });
});

describe('checking a note', () => {
  test('the published signatures verify, and signing gives the same line', () => {
    expect(verifyNote(noteOf(peterLine, enochLine), [peter, enoch])).toMatchObject({
      ok: true,
      verified: [{ name: 'PeterNeumann', id: 0xc74f20a3 }, { name: 'EnochRoot' }],
      unknown: [],
    });
    const signature = ed25519.sign(utf8ToBytes(text), peterSeed);
    expect(formatSignature('PeterNeumann', 0xc74f20a3, signature)).toBe(peterLine);
  });

  test('a signature of an unknown key is left aside', () => {
    expect(verifyNote(noteOf(peterLine, enochLine), [peter])).toMatchObject({
      ok: true,
      verified: [{ name: 'PeterNeumann' }],
      unknown: [{ name: 'EnochRoot' }],
    });
  });

  test('no known key, no note', () => {
    expect(verifyNote(noteOf(peterLine, enochLine), [])).toMatchObject({ ok: false, failed: [] });
    expect(verifyNote(noteOf(enochLine), [peter])).toMatchObject({ ok: false, failed: [] });
  });

  test('a bad signature of a known key rejects the whole note, before or after a good one', () => {
    for (const lines of [[broken, enochLine], [enochLine, broken], [peterLine, broken], [broken]]) {
      expect(verifyNote(noteOf(...lines), [peter, enoch])).toMatchObject({
        ok: false,
        failed: [{ name: 'PeterNeumann', line: broken }],
      });
    }
    expect(verifyNote({ ...noteOf(peterLine), text: `${text}!\n` }, [peter])).toMatchObject({ ok: false });
  });

  test('a key counts once, however often it signed', () => {
    const result = verifyNote(noteOf(peterLine, peterLine, enochLine), [peter, enoch]);
    expect(result).toMatchObject({ ok: true, verified: [{ name: 'PeterNeumann' }, { name: 'EnochRoot' }] });
    expect(result.ok && result.verified).toHaveLength(2);
  });

  test('name and ID must both be known', () => {
    const other = peterLine.replace('PeterNeumann', 'PeterNeuman');
    expect(verifyNote(noteOf(peterLine, other), [peter])).toMatchObject({
      ok: true,
      unknown: [{ name: 'PeterNeuman' }],
    });
    const id = formatSignature('PeterNeumann', 1, new Uint8Array(64));
    expect(verifyNote(noteOf(peterLine, id), [peter])).toMatchObject({ ok: true, unknown: [{ id: 1 }] });
  });

  test('a primitive that throws is a signature that fails', () => {
    const key = parseVerifierKey(peterKey) ?? expect.fail('no key');
    const fail = () => {
      throw new Error('not a point');
    };
    expect(verifyNote(noteOf(peterLine), [verifierOf(key, { ed25519: fail, sm2: fail })]).ok).toBe(false);
  });
});

describe('keys', () => {
  test('the ID as published', () => {
    expect(keyId('PeterNeumann', decodeBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW') ?? peterSeed)).toBe(
      0xc74f20a3,
    );
    expect(parseVerifierKey(enochKey)).toMatchObject({ name: 'EnochRoot', id: 0xaf0cfe78, type: 'ed25519' });
  });

  test('no part of a key and no key with an altered character is one', () => {
    for (let from = 0; from <= peterKey.length; from += 1) {
      for (let to = from + 1; to <= peterKey.length; to += 1) {
        if (to - from < peterKey.length) expect(parseVerifierKey(peterKey.slice(from, to))).toBeUndefined();
      }
    }
    for (let at = 0; at < peterKey.length; at += 1) {
      const next = String.fromCharCode(peterKey.charCodeAt(at) + 1);
      expect(parseVerifierKey(peterKey.slice(0, at) + next + peterKey.slice(at + 1))).toBeUndefined();
    }
  });

  test.each([
    ['a key too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['a type that is unknown', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['an ID in capitals', peterKey.replace('c74f20a3', 'C74F20A3')],
    ['a newline after', `${peterKey}\n`],
    ['nothing', ''],
    ['plus signs', '++'],
  ])('%s is refused', (_, vkey) => {
    expect(parseVerifierKey(vkey)).toBeUndefined();
  });

  test.each([
    ['ed25519', 32, '01'],
    ['sm2', 65, `ff${bytesToHex(utf8ToBytes('humi-sm2/1'))}`],
    ['cosignature', 32, '04'],
  ] as const)('%s: written and read again', (type, length, prefix) => {
    const key = new Uint8Array(length).fill(4);
    const vkey = formatVerifierKey({ name: 'humi.example/log', type, key });
    const id = keyId('humi.example/log', concatBytes(hexToBytes(prefix), key));
    expect(vkey).toBe(
      `humi.example/log+${id.toString(16).padStart(8, '0')}+${encodeBase64(concatBytes(hexToBytes(prefix), key))}`,
    );
    expect(parseVerifierKey(vkey)).toEqual({ name: 'humi.example/log', id, type, key, vkey });
    expect(() => formatVerifierKey({ name: 'a b', type, key })).toThrow(RangeError);
    expect(() => formatVerifierKey({ name: 'a', type, key: key.slice(1) })).toThrow(RangeError);
  });

  test('one key under two types has two IDs', () => {
    const key = peterSeed;
    const ids = (['ed25519', 'cosignature'] as const).map((type) =>
      parseVerifierKey(formatVerifierKey({ name: 'a', type, key })),
    );
    expect(ids[0]?.id).not.toBe(ids[1]?.id);
  });

  test('an SM2 point that is compressed is refused', () => {
    const vkey = formatVerifierKey({ name: 'a', type: 'sm2', key: new Uint8Array(65).fill(2) });
    expect(parseVerifierKey(vkey)).toBeUndefined();
  });

  test('a name that no key can have is not written', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u00a0b']) {
      expect(() => formatSignature(name, 1, peterSeed)).toThrow(RangeError);
    }
  });

  test('the example of GB/T 32918.5 (SM2 with the usual user id) verifies', () => {
    const key = hexToBytes(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    const signature = hexToBytes(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    );
    const verifier = verifierOfText(formatVerifierKey({ name: 'humi.example/log', type: 'sm2', key }));
    expect(verifier.verify(utf8ToBytes('message digest'), signature)).toBe(true);
    expect(verifier.verify(utf8ToBytes('message digesu'), signature)).toBe(false);
    expect(verifier.verify(utf8ToBytes('message digest'), signature.slice(1))).toBe(false);
  });

  test('SM2 with SM3 and the usual user id, beside Ed25519', () => {
    const privateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
    const key = hexToBytes(sm2.getPublicKeyFromPrivateKey(privateKey));
    const vkey = formatVerifierKey({ name: 'humi.example/log', type: 'sm2', key });
    const signed = sm2.doSignature(utf8ToBytes(text), privateKey, { hash: true });
    const { name, id } = verifierOfText(vkey);
    const line = formatSignature(name, id, hexToBytes(signed));
    expect(verifyNote(noteOf(peterLine, line), [peter, verifierOfText(vkey)])).toMatchObject({ ok: true, unknown: [] });
    expect(verifyNote({ ...noteOf(line), text: 'other\n' }, [verifierOfText(vkey)])).toMatchObject({ ok: false });
  });
});

describe('co-signatures', () => {
  // The example of C2SP tlog-cosignature; its keys are not published.
  const body = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const line =
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==';

  test('the example of the specification: its time and its message', () => {
    const [signature] = parseNote(formatNote(body, [line]))?.signatures ?? [];
    expect(signature).toMatchObject({ name: 'witness.example.com/w1', id: 0x8d66cf3f });
    expect(cosignatureTime(signature?.signature ?? new Uint8Array())).toBe(1_679_315_147);
    expect(cosignatureMessage(body, 1_679_315_147)).toEqual(
      utf8ToBytes(
        'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
      ),
    );
  });

  test('what a witness signs is verified; another time or text is not', () => {
    const key = ed25519.getPublicKey(peterSeed);
    const verifier = verifierOfText(formatVerifierKey({ name: 'witness.example/w1', type: 'cosignature', key }));
    const seconds = 1_800_000_000;
    const bare = ed25519.sign(cosignatureMessage(body, seconds), peterSeed);
    const check = (signature: Uint8Array, signedText = body) => verifier.verify(utf8ToBytes(signedText), signature);
    expect(cosignatureTime(timedSignature(seconds, bare))).toBe(seconds);
    expect(check(timedSignature(seconds, bare))).toBe(true);
    expect(check(timedSignature(seconds + 1, bare))).toBe(false);
    expect(check(timedSignature(seconds, bare), `${body}more\n`)).toBe(false);
    expect(check(bare)).toBe(false);
    expect(check(concatBytes(timedSignature(seconds, bare), Uint8Array.of(0)))).toBe(false);
    expect(check(concatBytes(new Uint8Array(8).fill(255), bare))).toBe(false);
    expect(check(timedSignature(seconds, ed25519.sign(utf8ToBytes(body), peterSeed)))).toBe(false);
  });

  test('times that are none', () => {
    expect(() => cosignatureTime(new Uint8Array(71))).toThrow(RangeError);
    expect(() => cosignatureTime(new Uint8Array(72).fill(255))).toThrow(RangeError);
    expect(() => cosignatureMessage(body, -1)).toThrow(RangeError);
    expect(() => cosignatureMessage(body, 1.5)).toThrow(RangeError);
    expect(() => timedSignature(1, new Uint8Array(63))).toThrow(RangeError);
  });
});
