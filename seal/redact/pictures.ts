/**
 * Pictures inside documents keep their pixels and lose all that is said beside them: place and device of a photograph
 * (EXIF, XMP, IPTC), comments, thumbnails. What is neither PNG nor JPEG cannot be cleaned here: null.
 */
export function cleanPicture(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return cleanPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cleanJpeg(bytes);
  return null;
}

/** Chunks that make the picture; text, time, EXIF and unknown ones go. */
const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB', 'cHRM', 'sBIT', 'bKGD', 'pHYs']);

function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (pngKept.has(kind)) kept.push(bytes.subarray(at, end));
    // What is hidden behind the end of the picture is not read on.
    if (kind === 'IEND') return join(kept);
    at = end;
  }
  return null;
}

/** Application and comment segments go, but JFIF (without its thumbnail) and Adobe's, without which colours change. */
function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const kind = bytes[at + 1] ?? 0;
    if (kind === 0xda) {
      const end = endOfJpeg(bytes, at);
      return end === null ? null : join([...kept, bytes.subarray(at, end)]);
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end > bytes.length) return null;
    kept.push(cleanSegment(bytes.subarray(at, end), kind));
    at = end;
  }
  return null;
}

const nameOf = (segment: Uint8Array): string => String.fromCharCode(...segment.subarray(4, 9));

/** A segment without what it says beside the picture: nothing, where it says nothing else. */
function cleanSegment(segment: Uint8Array, kind: number): Uint8Array {
  const none = new Uint8Array();
  if (kind === 0xe0) {
    if (nameOf(segment) !== 'JFIF\0' || segment.length < 18) return none;
    // Eighteen bytes, the last two being the size of a thumbnail: it has none.
    const head = segment.slice(0, 18);
    head.set([0, 16], 2);
    head.set([0, 0], 16);
    return head;
  }
  if (kind === 0xee) return nameOf(segment) === 'Adobe' && segment.length <= 18 ? segment : none;
  return (kind >= 0xe1 && kind <= 0xef) || kind === 0xfe ? none : segment;
}

/** The end of the picture's data, scan after scan: a second picture behind it (a thumbnail, a depth map) is left out. */
function endOfJpeg(bytes: Uint8Array, from: number): number | null {
  const afterSegment = (at: number): number => at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  for (let at = afterSegment(from); at + 1 < bytes.length; ) {
    const kind = bytes[at + 1] ?? 0;
    const isData = bytes[at] !== 0xff || kind === 0 || kind === 0xff || (kind >= 0xd0 && kind <= 0xd7);
    if (isData) at += 1;
    else if (kind === 0xd9) return at + 2;
    else at = afterSegment(at);
  }
  return null;
}

/** One grey dot: what stands where a picture was taken out. */
export const blankPng = (): Uint8Array =>
  Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg=='),
    (sign) => sign.charCodeAt(0),
  );

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
