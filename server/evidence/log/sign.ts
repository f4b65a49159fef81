import { parseNote } from '#domain/evidence/notes.ts';
import { type Growth, publish, signedNote } from './grow.ts';
import type { Head } from './head.ts';
import { readKeys, type Signer, signerOf } from './keys.ts';
import type { LogContext, Memory } from './memory.ts';
import type { Ground } from './settle.ts';
import { trouble } from './trouble.ts';

/** The first checkpoint (of no entries), one under new keys, and a copy beside the tiles that fell behind. */
export async function sign(log: LogContext, memory: Memory, head: Head): Promise<void> {
  const { ground, signers } = memory;
  if (ground === undefined) return;
  const growth = { ...log, holder: memory.holder, origin: head.origin, signers, now: log.clock() };
  if (head.begun) await signAgain(growth, memory, ground);
  else await publish(growth, ground);
  memory.ground = { ...ground, copied: Math.max(ground.copied, ground.size) };
}

async function signAgain(growth: Growth, memory: Memory, ground: Ground): Promise<void> {
  const by = growth.signers.map(({ vkey }) => vkey).join();
  if (memory.signedBy === by && ground.copied >= ground.size) return;
  const { rows } = await growth.owner.query('select note from checkpoints where size = $1', [ground.size]);
  const present: string = rows[0]?.note ?? '';
  const isSigned = growth.signers.every(({ id }) => parseNote(present)?.signatures.some((line) => line.id === id));
  const note = isSigned ? present : signedNote(growth, ground);
  if (!isSigned) await growth.owner.query('update checkpoints set note = $1 where size = $2', [note, ground.size]);
  if (ground.copied <= ground.size) await growth.tiles.write('checkpoint', Buffer.from(note));
  memory.signedBy = by;
}

/** The signers of all keys in force, read again when those change. Throws trouble key_missing. */
export async function signersOf(log: LogContext, memory: Memory, head: Head): Promise<readonly Signer[]> {
  if (head.vkeys.length > 0 && sameKeys(memory.signers, head.vkeys)) return memory.signers;
  const keys = await readKeys(log.keysDir);
  const signers = keys.filter(({ vkey }) => head.vkeys.includes(vkey)).map(signerOf);
  if (head.vkeys.length > 0 && sameKeys(signers, head.vkeys)) return signers;
  const missing = head.vkeys.find((vkey) => !signers.some((signer) => signer.vkey === vkey)) ?? head.origin;
  throw trouble('key_missing', { key: missing.split('+').slice(0, 2).join('+') });
}

const sameKeys = (signers: readonly Signer[], vkeys: readonly string[]): boolean =>
  signers.length === vkeys.length && signers.every(({ vkey }) => vkeys.includes(vkey));
