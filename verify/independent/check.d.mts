/** Types of check.mjs for the tests; the program itself is plain JavaScript that runs without them. */
type Key = { readonly name: string; readonly id: string; readonly kind: string; readonly key: Buffer };
type Signer = { readonly key: Key; readonly at?: number };
type Trust = { readonly keys: readonly Key[]; readonly needed: number };
type Say = (line: string) => void;
type Entry = {
  readonly kind: string;
  readonly at: string;
  readonly organisation: Buffer;
  readonly sha256: Buffer;
  readonly sm3: Buffer;
};
type Note = { readonly text: string; readonly signatures: readonly { name: string; id: string; bytes: Buffer }[] };

export function leafHash(entry: Uint8Array): Buffer;
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer;
export function treeHash(hashes: readonly Buffer[]): Buffer;
export function rootOfPath(leaf: Buffer, m: number, n: number, path: readonly Buffer[]): Buffer;
export function rootsOfGrowth(m: number, n: number, oldRoot: Buffer, path: readonly Buffer[]): [Buffer, Buffer];
export function readKey(text: string): Key;
export function readNote(bytes: Uint8Array): Note;
export function readCheckpoint(text: string): { origin: string; size: number; root: Buffer };
export function signersOf(note: Note, keys: readonly Key[]): Signer[];
export function isSignedBySm2(key: Buffer, text: Buffer, signature: Buffer): boolean;
export function readTrust(path: string): Trust;
export function checkpointOf(bytes: Uint8Array, trust: Trust): { origin: string; size: number; root: Buffer };
export function readEntry(bytes: Buffer): Entry | undefined;
export function readProof(bytes: Buffer): { index: number; path: Buffer[]; note: Buffer };
export function checkLog(
  folder: string,
  trust: Trust,
  options?: { part?: boolean; older?: Buffer; say?: Say },
): { size: number; root: Buffer; seen: { tiles: number; bundles: number; missing: number } };
export function checkProof(
  path: string,
  trust: Trust,
  options?: { original?: string; say?: Say },
): { index: number; entry: Entry; content: boolean };
export function main(args: readonly string[]): number;
