import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatSignature,
  formatVerifierKey,
  parseVerifierKey,
  type Verifier,
  verifierOf,
} from '#domain/evidence/notes.ts';
import { storing, unavailable } from '#server/kernel/file-spool.ts';
import { flush, isMissing } from '#server/kernel/file-stores.ts';
import { makeEd25519, makeSm2, primitives, signEd25519, signSm2 } from './primitives.ts';

export const keyKinds = ['ed25519', 'sm2'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** One signing key, as its file holds it: `<kind>-<id>.json` in the folder HUMI_LOG_KEYS. */
export type LogKey = {
  readonly format: 'humi-log-key/1';
  readonly kind: KeyKind;
  readonly vkey: string;
  /** Entries in the register when the key began. */
  readonly from_size: number;
  /** Instant, ISO text. */
  readonly created_at: string;
  /** Lower-case hexadecimal, 32 bytes. */
  readonly secret: string;
};

/** Writes signature lines, without their newline. */
export type Signer = { readonly id: number; readonly vkey: string; sign(noteText: string): string };

type Birth = { readonly kind: KeyKind; readonly origin: string; readonly size: number; readonly now: Date };

/** A new key; its name is the origin of the log (tlog-checkpoint, "Signatures"). */
export function makeKey({ kind, origin, size, now }: Birth): LogKey {
  const { publicKey, privateKey } = kind === 'sm2' ? makeSm2() : makeEd25519();
  return {
    format: 'humi-log-key/1',
    kind,
    vkey: formatVerifierKey({ name: origin, type: kind, key: publicKey }),
    from_size: size,
    created_at: now.toISOString(),
    secret: Buffer.from(privateKey).toString('hex'),
  };
}

/** On disk, readable for this user alone, when it returns. Throws Refused 'disk_full', 'file_store_unavailable'. */
export async function writeKey(dir: string, key: LogKey): Promise<void> {
  await storing(mkdir(dir, { recursive: true, mode: 0o700 }));
  const draft = join(dir, `${fileOf(key)}.draft`);
  const file = await storing(open(draft, 'w', 0o600));
  try {
    await storing(file.writeFile(`${JSON.stringify(key, null, 2)}\n`));
    await storing(file.sync());
  } finally {
    await file.close();
  }
  await storing(rename(draft, join(dir, fileOf(key))));
  await storing(flush(dir));
}

/** Every key in the folder that can be read; a file that is none is as good as missing. */
export async function readKeys(dir: string): Promise<LogKey[]> {
  const names = await readdir(dir).catch((error) => {
    if (isMissing(error)) return [];
    throw unavailable(error);
  });
  const files = names.filter((name) => /^(ed25519|sm2)-[0-9a-f]{8}\.json$/.test(name)).sort();
  const keys = await Promise.all(
    files.map(async (name) => parseKey(await readFile(join(dir, name), 'utf8').catch(() => ''))),
  );
  return keys.filter((key) => key !== undefined);
}

/** Moves the file of a key that signs no more into `former/`: it is not deleted, and not used. */
export async function retireKey(dir: string, key: Pick<LogKey, 'kind' | 'vkey'>): Promise<void> {
  const former = join(dir, 'former');
  await storing(mkdir(former, { recursive: true, mode: 0o700 }));
  await rename(join(dir, fileOf(key)), join(former, fileOf(key))).catch((error) => {
    if (!isMissing(error)) throw unavailable(error);
  });
  for (const folder of [former, dir]) await storing(flush(folder));
}

export function signerOf({ kind, vkey, secret }: LogKey): Signer {
  const key = parseVerifierKey(vkey);
  if (key === undefined) throw new RangeError(vkey);
  const privateKey = Buffer.from(secret, 'hex');
  const sign = (text: Uint8Array) =>
    kind === 'sm2' ? signSm2({ publicKey: key.key, privateKey }, text) : signEd25519(privateKey, text);
  return { id: key.id, vkey, sign: (noteText) => formatSignature(key.name, key.id, sign(Buffer.from(noteText))) };
}

/** Verifiers of the keys of a log; a text that is no key is left out. */
export const verifiersOf = (vkeys: readonly string[]): Verifier[] =>
  vkeys.flatMap((vkey) => {
    const key = parseVerifierKey(vkey);
    return key ? [verifierOf(key, primitives)] : [];
  });

function fileOf({ kind, vkey }: Pick<LogKey, 'kind' | 'vkey'>): string {
  const id = (parseVerifierKey(vkey)?.id ?? 0).toString(16).padStart(8, '0');
  return `${kind}-${id}.json`;
}

function parseKey(text: string): LogKey | undefined {
  try {
    const key: Partial<LogKey> | null = JSON.parse(text);
    const { format, kind, vkey, from_size, created_at, secret } = key ?? {};
    if (format !== 'humi-log-key/1' || (kind !== 'ed25519' && kind !== 'sm2') || typeof vkey !== 'string')
      return undefined;
    if (parseVerifierKey(vkey)?.type !== kind || !/^[0-9a-f]{64}$/.test(secret ?? '')) return undefined;
    if (typeof from_size !== 'number' || typeof created_at !== 'string' || typeof secret !== 'string') return undefined;
    return { format, kind, vkey, from_size, created_at, secret };
  } catch {
    return undefined;
  }
}
