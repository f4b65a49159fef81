import { Refused } from '#domain/refused.ts';

/** `package` is a zip file: what it holds is looked at by `readOffice`. */
export type Detected = 'package' | 'pdf' | 'txt' | 'html' | 'md';

/**
 * What a file is by its first bytes, and only for text by its name: a `.doc` that is really HTML is common.
 * Throws `file_old_word`, `file_encrypted`, `file_scanned` (a picture).
 */
export function detectFormat(bytes: Uint8Array, name: string): Detected {
  const head = latin(bytes.subarray(0, 1024));
  const start = head.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replace(/^[\s\0]+/, '');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'package';
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw new Refused(ole2Reason(bytes), { name });
  if (head.includes('%PDF-')) return 'pdf';
  if (OLD_WORD.test(start)) throw new Refused('file_old_word', { name });
  if (PICTURE.test(head)) throw new Refused('file_scanned', { name });
  return textFormat(start.replaceAll('\0', ''), name);
}

/** Rich text, Word 2003 XML and web archives: Word wrote them all as `.doc`. */
const OLD_WORD =
  /^(\{\\rtf|<\?mso-application|<\?xml[^>]*\?>\s*<\?mso-application|MIME-Version:[\s\S]*multipart\/related)/i;
const PICTURE = /^(\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM[\s\S]{4}\0\0\0\0)/;
const HTML_TAG =
  /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|div|table|style)\b/i;

/** A password turns a `.docx` into an OLE2 file that holds one stream of this name, written in UTF-16. */
function ole2Reason(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED_PACKAGE)
    ? 'file_encrypted'
    : 'file_old_word';
}

const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

function textFormat(start: string, name: string): 'txt' | 'html' | 'md' {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (HTML_TAG.test(start)) return 'html';
  if (['html', 'htm', 'shtml', 'xhtml'].includes(extension) && start.includes('<')) return 'html';
  return ['md', 'markdown'].includes(extension) ? 'md' : 'txt';
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
