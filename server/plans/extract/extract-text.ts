import { Refused } from '#domain/refused.ts';
import { detectFormat } from './format.ts';
import { limits } from './limits.ts';
import { textTooLong } from './lines.ts';
import { decodeText } from './plain.ts';

export type Format = 'docx' | 'txt' | 'html' | 'pdf' | 'md' | 'xlsx';

/** `encoding` is the character encoding of a text or web page, null for formats that need none. */
export type Extracted = { text: string; format: Format; encoding: string | null };

/**
 * The text of a work plan, with what a reader of official documents needs kept: one line per paragraph, automatic
 * numbers written out, table rows as `| a | b |` (issue 2, "Reading a plan"). `fileName` only decides between kinds
 * of plain text and is named in refusals. Libraries are loaded per format, so that a text file starts fast.
 * Throws `Refused` (issue 2, "Bad input"): file_empty, file_binary, file_too_large, file_encrypted, file_bomb,
 * file_scanned, file_encoding, file_damaged, file_old_word; detail `{ name, limit? }`.
 */
export async function extractText(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  const name = fileName;
  if (bytes.length >= limits.rawBytes) throw new Refused('file_too_large', { name, limit: RAW_LIMIT });
  if (bytes.length === 0) throw new Refused('file_empty', { name });
  const extracted = await readFormat(bytes, name);
  if (extracted.text.trim() === '') throw new Refused('file_empty', { name });
  if (extracted.text.length > limits.textChars) throw textTooLong(name);
  return extracted;
}

/** The limit of a raw file as it is named in the refusal. */
export const RAW_LIMIT = `${limits.rawBytes / 1024 / 1024} MB`;

async function readFormat(bytes: Uint8Array, name: string): Promise<Extracted> {
  const format = detectFormat(bytes, name);
  switch (format) {
    case 'package':
      return { ...(await import('./office.ts')).readOffice(bytes, name), encoding: null };
    case 'pdf':
      return { text: await (await import('./pdf.ts')).readPdf(bytes, name), format, encoding: null };
    case 'html':
      return { ...(await import('./html.ts')).readHtml(bytes, name), format };
    default:
      return { ...decodeText(bytes, name), format };
  }
}
