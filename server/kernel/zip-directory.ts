import { Refused } from '#domain/refused.ts';

/** A file inside a zip: where its bytes begin, how many they are, and how they are packed (0 as they are, 8 deflated). */
export type ZipEntry = {
  readonly name: string;
  readonly start: number;
  readonly packed: number;
  readonly method: number;
};

const mostEntries = 10_000;

/**
 * What a zip says of its content, from the list at its end; nothing is unpacked. Refuses file_damaged when the list is
 * missing or points outside of the file, file_encrypted for locked content.
 */
export function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw new Refused('file_bomb');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  try {
    for (let index = 0; index < count; index++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new Refused('file_damaged');
      const [name, more, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      if (view.getUint16(at + 8, true) & 1) throw new Refused('file_encrypted');
      const header = view.getUint32(at + 42, true);
      if (view.getUint32(header, true) !== 0x04034b50) throw new Refused('file_damaged');
      const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      const packed = view.getUint32(at + 20, true);
      if (start + packed > bytes.length) throw new Refused('file_damaged');
      const text = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0)));
      entries.push({ name: text, start, packed, method: view.getUint16(at + 10, true) });
      at += 46 + (name ?? 0) + (more ?? 0) + (comment ?? 0);
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
  return entries;
}

/** The end record lies in the last 64 KB, behind it at most a comment. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new Refused('file_damaged');
}
