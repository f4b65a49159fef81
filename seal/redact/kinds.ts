import { Refused } from '#domain/refused.ts';

/** How a file is taken apart: by its text, by its sheets, or by pictures of its pages. */
export type FileKind = 'text' | 'word' | 'sheets' | 'pdf' | 'picture';

export const mostFileBytes = 50 * 1024 * 1024;

/** Endings that a file may have, for the chooser and for sentences. */
export const endings = ['.docx', '.xlsx', '.pdf', '.txt', '.md', '.csv', '.png', '.jpg', '.jpeg', '.webp'] as const;

const kinds: Readonly<Record<(typeof endings)[number], FileKind>> = {
  '.docx': 'word',
  '.xlsx': 'sheets',
  '.pdf': 'pdf',
  '.txt': 'text',
  '.md': 'text',
  '.csv': 'text',
  '.png': 'picture',
  '.jpg': 'picture',
  '.jpeg': 'picture',
  '.webp': 'picture',
};

/**
 * The kind of a file by its name, agreed by its first bytes. Refuses `redact_large` past 50 MB, `redact_old` for Office
 * files of the old form or with a password, `redact_kind` for others, `file_damaged` when the bytes say otherwise.
 */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind {
  if (bytes.length > mostFileBytes)
    throw new Refused('redact_large', { size: Math.ceil(bytes.length / 1024 / 1024), limit: 50 });
  const ending = endings.find((one) => name.toLowerCase().endsWith(one));
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refused('redact_old');
  if (!ending) throw new Refused('redact_kind', { kinds: endings.join(' ') });
  const kind = kinds[ending];
  if (!agrees(kind, bytes)) throw new Refused('file_damaged');
  return kind;
}

/** The ending of the copy: pictures become JPEG, everything else stays what it was. */
export function endingOfCopy(name: string): string {
  const ending = endings.find((one) => name.toLowerCase().endsWith(one)) ?? '.txt';
  return kinds[ending] === 'picture' ? '.jpg' : ending;
}

const starts = (bytes: Uint8Array, signs: readonly number[]): boolean => signs.every((sign, at) => bytes[at] === sign);

function agrees(kind: FileKind, bytes: Uint8Array): boolean {
  if (kind === 'word' || kind === 'sheets') return starts(bytes, [0x50, 0x4b]);
  if (kind === 'pdf') return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
  if (kind === 'picture')
    return starts(bytes, [0x89, 0x50]) || starts(bytes, [0xff, 0xd8]) || starts(bytes, [0x52, 0x49, 0x46, 0x46]);
  const isWide = starts(bytes, [0xff, 0xfe]) || starts(bytes, [0xfe, 0xff]);
  return isWide || !bytes.subarray(0, 65_536).includes(0);
}
