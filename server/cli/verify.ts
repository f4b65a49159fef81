import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from '#domain/refused.ts';
import { primitives } from '#server/evidence/log/primitives.ts';
import { newCache } from '#verify/cache.ts';
import type { Original } from '#verify/check-content.ts';
import { proofBounds } from '#verify/proof-file.ts';
import { isSentence, say } from '#verify/sentences.ts';
import { readTrust } from '#verify/trust.ts';
import { type Result, strayOriginals, verifyHeld } from '#verify/verify-all.ts';
import { plain } from '#verify/words.ts';
import { refusalText } from './refusal.ts';
import { digestOriginal } from './verify-digest.ts';
import { jsonOf, type Language, lineOf, textOf, totalsOf } from './verify-print.ts';

const USAGE = `用法：humi verify 证明文件或文件夹… [原件…] [--trust 信任清单]… [--json] [--lang en]
Usage: humi verify PROOF-OR-FOLDER… [ORIGINAL…] [--trust FILE]… [--json] [--lang en]
`;

/**
 * `humi verify`: checks proofs without a server, a database or a network. Answers 0 when all hold (with reservations,
 * too), 1 when one fails, 2 when a file cannot be read, 64 for a wrong command line.
 */
export async function verify(args: readonly string[]): Promise<number> {
  const command = readCommand(args);
  if (!command) {
    process.stderr.write(USAGE);
    return 64;
  }
  try {
    return await run(command);
  } catch (error) {
    const text = refusal(error);
    if (text === null) throw error;
    process.stderr.write(plain(text, { lines: true }));
    return 2;
  }
}

type Command = {
  readonly paths: readonly string[];
  readonly trust: readonly string[];
  readonly form: 'json' | 'text';
  readonly language: Language;
};

function readCommand(args: readonly string[]): Command | null {
  const options = {
    json: { type: 'boolean' },
    lang: { type: 'string' },
    trust: { type: 'string', multiple: true },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const { lang = 'zh', trust = [], json } = values;
    if (positionals.length === 0 || (lang !== 'zh' && lang !== 'en')) return null;
    return { paths: positionals, trust, form: json ? 'json' : 'text', language: lang };
  } catch {
    return null;
  }
}

async function run({ paths, trust, form, language }: Command): Promise<number> {
  const lists = await Promise.all(trust.map(async (path) => readTrust(await read(path), basename(path))));
  const { proofs, originals } = await sort(paths);
  const held: Original[] = [];
  for (const path of originals) held.push(await digestOriginal(path));
  const among = proofs.length === 1 ? 'one' : 'many';
  const batch = { trust: lists, originals: held, among, now: Date.now(), primitives, cache: newCache() } as const;
  const results: Result[] = [];
  for (const path of proofs) {
    const result = verifyHeld({ name: among === 'one' ? basename(path) : path, bytes: await readProof(path) }, batch);
    results.push(result);
    if (form === 'text') print(among === 'one' ? textOf(result, language) : lineOf(result, language));
  }
  const strays = among === 'one' ? [] : strayOriginals(results, held);
  if (form === 'json') process.stdout.write(jsonOf(results, strays));
  else if (among === 'many') print(totalsOf(results, strays, language));
  return results.some(({ verdict }) => verdict.outcome === 'fails') ? 1 : 0;
}

/** A proof is written by whoever hands it in: nothing in it steers the terminal that the verdict is read on. */
const print = (text: string): void => void process.stdout.write(plain(text, { lines: true }));

/** Folders are searched for proofs. The first path is a proof whatever its name; others are by their name. */
async function sort(paths: readonly string[]): Promise<{ proofs: string[]; originals: string[] }> {
  const proofs: string[] = [];
  const originals: string[] = [];
  for (const [place, path] of paths.entries()) {
    const found = await lookAt(path);
    if (found.isDirectory()) proofs.push(...(await proofsIn(path)));
    else if (place === 0 || isProof(path)) proofs.push(path);
    else originals.push(path);
  }
  return { proofs, originals };
}

async function proofsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const proofs = names.filter(isProof).sort();
  if (proofs.length === 0) throw new Refused('proofs_missing', { name: folder });
  return proofs.map((name) => join(folder, name));
}

const isProof = (path: string): boolean => /\.humi-proof$/i.test(path);

/** A file that is too large for a proof is not read: one byte too many says so. */
async function readProof(path: string): Promise<Uint8Array> {
  const { size } = await lookAt(path);
  return size > proofBounds.file ? new Uint8Array(proofBounds.file + 1) : read(path);
}

const lookAt = (path: string) => stat(path).catch((error) => refuseToOpen(error, path));
const read = (path: string): Promise<Uint8Array> => readFile(path).catch((error) => refuseToOpen(error, path));

function refuseToOpen(error: unknown, name: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
  throw new Refused(isMissing ? 'file_missing' : code === 'EISDIR' ? 'file_directory' : 'file_unreadable', { name });
}

/** A trust list that cannot be read has its sentence with the checker, all else with the product. */
function refusal(error: unknown): string | null {
  if (!(error instanceof Refused) || !isSentence(error.reason)) return refusalText(error);
  const { zh, en } = say(error.reason, error.detail);
  return `${zh}\n${en}\n`;
}
