import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { writeRecord } from './signed.ts';

const signed = {
  ...{ firm: '示例精工有限公司', number: 7, kind: 'confidentiality', sha256: 'ab'.repeat(32), secrets: [12, 15] },
  ...{
    text: '第一条　乙方负有保密义务。\n第二条　离职后仍应保密，直至公开。',
    party_name: '示例·喆',
    party_firm: null,
  },
  ...{ signing: '00000000-0000-7000-8000-000000000001', way: 'link', signer: '示例·喆𠮷', how: 'drawn' },
  ...{ drawing: 'M10 20L300 100L590 180', code_at: '2026-11-21T04:00:00Z', read_at: '2026-11-21T04:01:00Z' },
  ...{ signed_at: '2026-11-21T04:02:00Z', address: '192.0.2.7', agent: 'Example/1.0' },
};

const textOf = async (bytes: Uint8Array): Promise<string> =>
  (await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true })).text.replaceAll(/\s/g, '');

test('[C21] the record of a signature is a PDF with its text, its evidence and its own font; the same each time', async () => {
  const bytes = await writeRecord(signed);
  const text = await textOf(bytes);
  for (const part of [
    '乙方负有保密义务',
    '离职后仍应保密',
    '签署证据页',
    signed.sha256,
    '2026-11-2112:02:00',
    '192.0.2.7',
    '示例·喆〔U+20BB7〕',
  ])
    expect(text).toContain(part);
  expect(Buffer.from(bytes).toString('latin1')).toContain('/FontFile');
  expect(bytes.length).toBeLessThan(300_000);
  expect(Buffer.from(await writeRecord(signed)).equals(Buffer.from(bytes))).toBe(true);
});

test('a long text goes over pages, each numbered', async () => {
  const long = Array.from({ length: 120 }, (_, at) => `第${at + 1}条　${'保密义务。'.repeat(12)}`).join('\n');
  const text = await textOf(await writeRecord({ ...signed, text: long, how: 'typed', drawing: '示例·喆' }));
  expect(text).toContain('第120条');
  expect(text).toContain('第9页，共9页');
  expect(text).toContain('输入姓名并确认');
});
