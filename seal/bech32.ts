const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** 32 bytes as bech32 (BIP 173), lower case: how age writes its keys. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup(bytes, 8, 5);
  const sum = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [0, 1, 2, 3, 4, 5].map((at) => (sum >> (5 * (5 - at))) & 31);
  return `${prefix}1${[...words, ...check].map((word) => letters.charAt(word)).join('')}`;
}

/** The 32 bytes; undefined for another prefix, another length, mixed case or a wrong checksum. */
export function decodeBech32(prefix: string, text: string): Uint8Array | undefined {
  const low = text.toLowerCase();
  if ((text !== low && text !== text.toUpperCase()) || !low.startsWith(`${prefix}1`)) return undefined;
  const words = Array.from(low.slice(prefix.length + 1), (letter) => letters.indexOf(letter));
  if (words.length !== 58 || words.includes(-1) || polymod([...expand(prefix), ...words]) !== 1) return undefined;
  const bytes = regroup(words.slice(0, -6), 5, 8);
  return bytes.length === 33 && bytes[32] === 0 ? Uint8Array.from(bytes.slice(0, 32)) : undefined;
}

const expand = (prefix: string): number[] => {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
};

function polymod(words: readonly number[]): number {
  let sum = 1;
  for (const word of words) {
    const top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    generator.forEach((value, at) => {
      if ((top >> at) & 1) sum ^= value;
    });
  }
  return sum;
}

/** Bits in other groups; what is left over is filled with zeros. */
function regroup(values: Iterable<number>, from: number, to: number): number[] {
  let [held, bits] = [0, 0];
  const groups: number[] = [];
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    for (; bits >= to; bits -= to) groups.push((held >> (bits - to)) & ((1 << to) - 1));
  }
  if (bits > 0) groups.push((held << (to - bits)) & ((1 << to) - 1));
  return groups;
}
