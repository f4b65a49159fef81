import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { keyPattern } from '#domain/keys/schema.ts';
import { Refused } from '#domain/refused.ts';

export type Options = {
  /** Files and folders as they were typed. */
  readonly places: readonly string[];
  /** The address of the server, without a slash at its end. */
  readonly server: string;
  /** The text of the access key. */
  readonly key: string;
  /** The one folder that is watched. */
  readonly watch: string | null;
  /** A folder becomes one manifest instead of a deposit a file. */
  readonly manifest: boolean;
  readonly title: string | null;
  /** Each file's own name goes along as its title; without it the server learns no names. */
  readonly names: boolean;
  /** Where proofs are saved; beside each file without it. */
  readonly proofs: string | null;
  readonly state: string;
  /** How long nothing may move before the command gives up for now, milliseconds. Watching never gives up. */
  readonly patience: number;
};

/** Null for a wrong command line. Refuses what is well-formed and cannot work, by the sentence of its reason. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options | null {
  if (args.some((one) => /humi_[A-Za-z0-9_-]{40,}/.test(one))) throw new Refused('deposit_key_argument');
  const parsed = parse(args);
  if (parsed === null) return null;
  const { values, positionals: places } = parsed;
  const { server, watch = null, manifest = false, names = false } = values;
  const patience = Number(values.wait ?? 600) * 1000;
  if (server === undefined || !Number.isFinite(patience) || patience < 0) return null;
  if (watch === null ? places.length === 0 : places.length > 0 || manifest || values.title !== undefined) return null;
  const proofs = values.proofs === undefined ? null : resolve(values.proofs);
  return {
    ...{ places, manifest, names, proofs, patience },
    title: values.title?.trim() || null,
    watch: watch === null ? null : resolve(watch),
    server: readServer(server),
    key: readKey(values['key-file'], env),
    state: resolve(values.state ?? join(proofs ?? homeOf(watch ?? places[0] ?? '.'), '.humi-deposit.state')),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ server: text, 'key-file': text, watch: text, manifest: flag, title: text, names: flag },
        ...{ proofs: text, state: text, wait: text },
      },
    });
  } catch {
    return null;
  }
}

/** The state lies in the folder that is deposited, or beside the file. */
function homeOf(place: string): string {
  try {
    return lstatSync(place).isDirectory() ? resolve(place) : dirname(resolve(place));
  } catch {
    return dirname(resolve(place));
  }
}

function readServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search)
    throw new Refused('deposit_server_wrong', { server: text });
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** From a file that nobody else can read, or from the environment. Never from an argument: process lists show those. */
function readKey(file: string | undefined, env: NodeJS.ProcessEnv): string {
  const text = file === undefined ? env.HUMI_KEY : readKeyFile(file);
  if (text === undefined || text.trim() === '') throw new Refused('deposit_key_missing');
  if (!keyPattern.test(text.trim())) throw new Refused('deposit_key_wrong', { name: file ?? 'HUMI_KEY' });
  return text.trim();
}

function readKeyFile(file: string): string {
  try {
    // Of the file itself where a link leads to it, as those of container platforms do.
    const isOurs = process.platform === 'win32' || (statSync(file).mode & 0o077) === 0;
    if (isOurs) return readFileSync(file, 'utf8').slice(0, 1000);
  } catch {
    throw new Refused('file_missing', { name: file });
  }
  throw new Refused('deposit_key_file_open', { name: file });
}

/** Whether the key would cross a network in the clear. */
export const isPlain = (server: string): boolean =>
  server.startsWith('http:') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(server);
