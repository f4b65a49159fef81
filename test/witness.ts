import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCheckpointBody } from '#domain/evidence/checkpoint.ts';
import { consistencyProof, leafHash, rootOf } from '#domain/evidence/merkle.ts';
import { formatNote, formatSignature, formatVerifierKey, parseVerifierKey } from '#domain/evidence/notes.ts';
import { formatAddCheckpoint } from '#domain/evidence/witness-request.ts';

export type TestWitness = {
  readonly dir: string;
  readonly name: string;
  url(): string;
  vkey(): string;
  /** What it has written to standard output and error since it last started. */
  output(): string;
  /** Ends it; SIGKILL at once. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same folder, with the arguments given after the folder. */
  start(more?: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

const humi = join(import.meta.dirname, '../bin/humi.mjs');

/** `humi witness` as a process of its own, on a fresh folder and a free port. */
export async function openWitnessProcess(logs: readonly string[], name = 'witness.example/w1'): Promise<TestWitness> {
  const dir = mkdtempSync(join(tmpdir(), 'humi-witness-'));
  let child: ChildProcess | undefined;
  let output = '';
  let [url, vkey] = ['', ''];
  const start = async (more: readonly string[] = []): Promise<void> => {
    output = '';
    // After the first start it listens where it listened before: whoever knows its address finds it again.
    const where = url === '' ? '127.0.0.1:0' : new URL(url).host;
    const running = spawn(process.execPath, [humi, 'witness', '--data', dir, '--listen', where, ...more]);
    const before = child;
    child = running;
    for (const stream of [running.stdout, running.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    await new Promise<void>((resolve, reject) => {
      running.stdout.on('data', () => {
        if (output.includes('registers:')) resolve();
      });
      running.once('exit', (code) => {
        child = before;
        reject(new Error(`exit ${code}: ${output}`));
      });
    });
    url = /http:\/\/\S+/.exec(output)?.[0] ?? '';
    vkey = /key: (\S+)/.exec(output)?.[1] ?? '';
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise((resolve) => {
      running.once('exit', resolve);
      running.kill(signal);
    });
  };
  await start(['--name', name, ...logs.flatMap((log) => ['--log', log])]);
  return {
    ...{ dir, name, url: () => url, vkey: () => vkey, output: () => output, stop, start },
    close: async () => {
      await stop('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type TestLog = {
  readonly vkey: string;
  readonly origin: string;
  add(...entries: readonly string[]): void;
  size(): number;
  /** The signed note over the first `size` entries, all of them without it. */
  checkpoint(size?: number): string;
  proof(from: number, to?: number): Promise<readonly Uint8Array[]>;
  /** The body of add-checkpoint from an old size. */
  request(from: number, to?: number): Promise<string>;
  /** Another log of the same name and key whose first `size` entries are the same: what a fork begins with. */
  fork(size: number): TestLog;
};

/** A log in memory, with its own Ed25519 key. */
export function makeLog(
  origin = 'log.example/humi',
  { entries = [], key = generateKeyPairSync('ed25519') }: { entries?: readonly string[]; key?: Pair } = {},
): TestLog {
  const held = [...entries];
  const raw = new Uint8Array(key.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  const vkey = formatVerifierKey({ name: origin, type: 'ed25519', key: raw });
  const id = parseVerifierKey(vkey)?.id ?? 0;
  const leaves = (): Uint8Array[] => held.map((entry) => leafHash(Buffer.from(entry)));
  const checkpoint = (size = held.length): string => {
    const body = formatCheckpointBody({ origin, size, root: rootOf(leaves().slice(0, size)) });
    return formatNote(body, [formatSignature(origin, id, sign(null, Buffer.from(body), key.privateKey))]);
  };
  const proof = (from: number, to = held.length): Promise<readonly Uint8Array[]> =>
    consistencyProof(
      async (nodes) =>
        nodes.map(({ level, index }) => rootOf(leaves().slice(index * 2 ** level, (index + 1) * 2 ** level))),
      from,
      to,
    );
  return {
    ...{ vkey, origin, checkpoint, proof, size: () => held.length },
    add: (...more) => {
      held.push(...more);
    },
    request: async (from, to = held.length) =>
      formatAddCheckpoint({ oldSize: from, path: await proof(from, to), checkpoint: checkpoint(to) }),
    fork: (size) => makeLog(origin, { entries: held.slice(0, size), key }),
  };
}

type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

/** `count` entries that differ. */
export const entriesOf = (count: number, seed = ''): string[] =>
  Array.from({ length: count }, (_, index) => createHash('sha256').update(`${seed}${index}`).digest('hex'));
