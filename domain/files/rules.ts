/**
 * A file's name as it may be kept and shown: the last part of a path, without control characters and without marks
 * that turn the direction of text; at most 150 characters, the ending kept. “附件” when nothing is left.
 */
export function cleanName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replaceAll(unprintable, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (name === '') return '附件';
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name.slice(0, name.length - ending.length).slice(0, 150 - ending.length)}${ending}`;
}

const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/**
 * What a file is, by its first bytes where they tell, else by its ending. Never a type that a browser would run: what
 * is not known is application/octet-stream.
 */
export function mediaTypeOf(name: string, bytes: Uint8Array): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const sniffed = signatures.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (sniffed && sniffed.type !== 'zip') return sniffed.type;
  const byName = endings[ending] ?? 'application/octet-stream';
  if (sniffed) return zipped.has(ending) ? byName : 'application/zip';
  return zipped.has(ending) || signed.has(byName) ? 'application/octet-stream' : byName;
}

const signatures = [
  { start: [0x25, 0x50, 0x44, 0x46], type: 'application/pdf' },
  { start: [0x89, 0x50, 0x4e, 0x47], type: 'image/png' },
  { start: [0xff, 0xd8, 0xff], type: 'image/jpeg' },
  { start: [0x47, 0x49, 0x46, 0x38], type: 'image/gif' },
  { start: [0x50, 0x4b, 0x03, 0x04], type: 'zip' },
] as const;

const office = 'application/vnd.openxmlformats-officedocument';

const endings: Readonly<Record<string, string>> = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  wps: 'application/vnd.ms-works',
  ofd: 'application/ofd',
  zip: 'application/zip',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

const zipped = new Set(['docx', 'xlsx', 'pptx', 'ofd', 'zip']);
const signed = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif']);
