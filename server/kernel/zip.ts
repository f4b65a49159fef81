import { crc32, deflateRawSync } from 'node:zlib';

/**
 * One file of a zip, below 4 GB: its bytes (`pack` where deflating is worth the time), or pieces of a file that is larger
 * than memory, whose size and CRC-32 are known before.
 */
export type Member =
  | { readonly path: string; readonly bytes: Uint8Array; readonly pack?: true }
  | { readonly path: string; readonly pieces: AsyncIterable<Uint8Array>; readonly size: number; readonly crc: number };

type Kept = { readonly directory: Buffer; readonly offset: number };

/**
 * A zip as it comes, of any number of files: only the directory (about 100 bytes a file) stays in memory until the end.
 * Above 65,535 files or 4 GB it is a zip64 (APPNOTE 4.3.14), which every current tool reads. Names are UTF-8.
 */
export async function* zipStream(members: AsyncIterable<Member>): AsyncGenerator<Uint8Array> {
  const kept: Kept[] = [];
  let offset = 0;
  for await (const member of members) {
    const { size, crc, packed, pieces, method } = contentOf(member);
    const name = Buffer.from(member.path);
    const head = headOf({ name, crc, packed, size, method });
    kept.push({ directory: directoryOf(head, name, offset), offset });
    const local = Buffer.concat([numbers([4, 0x04034b50]), head, numbers([2, 0]), name]);
    yield local;
    yield* pieces;
    offset += local.length + packed;
  }
  let directorySize = 0;
  for (const { directory } of kept) {
    yield directory;
    directorySize += directory.length;
  }
  yield endOf({ count: kept.length, size: directorySize, offset });
}

/** What stands in the header of a member, and its bytes as they leave. */
function contentOf(member: Member) {
  if ('pieces' in member) {
    const { size, crc, pieces } = member;
    return { size, crc, packed: size, pieces, method: 0 };
  }
  const { bytes, pack } = member;
  const packed = pack ? deflateRawSync(bytes) : bytes;
  const [size, crc] = [bytes.length, crc32(bytes)];
  return { size, crc, packed: packed.length, pieces: [packed], method: pack ? 8 : 0 };
}

type Head = { name: Buffer; crc: number; packed: number; size: number; method: number };

/** The 24 bytes that the local header and the directory share. All files carry the first day that a zip can tell. */
const headOf = ({ name, crc, packed, size, method }: Head): Buffer =>
  numbers([2, 45], [2, 0x0800], [2, method], [2, 0], [2, 0x21], [4, crc], [4, packed], [4, size], [2, name.length]);

function directoryOf(head: Buffer, name: Buffer, offset: number): Buffer {
  const isFar = offset >= full32;
  const extra = isFar ? numbers([2, 1], [2, 8], [8, offset]) : Buffer.alloc(0);
  const place = [2, isFar ? extra.length : 0] as const;
  const rest = numbers(place, [2, 0], [2, 0], [2, 0], [4, 0], [4, isFar ? full32 : offset]);
  return Buffer.concat([numbers([4, 0x02014b50], [2, 45]), head, rest, name, extra]);
}

type End = { count: number; size: number; offset: number };

function endOf({ count, size, offset }: End): Buffer {
  const isLarge = count >= full16 || offset >= full32 || size >= full32;
  const large = isLarge
    ? Buffer.concat([
        numbers(
          [4, 0x06064b50],
          [8, 44],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, size],
          [8, offset],
        ),
        numbers([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]),
      ])
    : Buffer.alloc(0);
  const files = [2, Math.min(count, full16)] as const;
  const sizes = [[4, Math.min(size, full32)] as const, [4, Math.min(offset, full32)] as const];
  return Buffer.concat([large, numbers([4, 0x06054b50], [2, 0], [2, 0], files, files, ...sizes, [2, 0])]);
}

const full16 = 0xffff;
const full32 = 0xffffffff;

/** Little-endian numbers, each with its bytes: 2, 4 or 8. */
function numbers(...fields: readonly (readonly [2 | 4 | 8, number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}
