import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';
import { takeLock } from '#server/db/embedded-lock.ts';
import { openAlarms } from '#server/witness/alarms.ts';
import { hasKey, openKey, openLogs } from '#server/witness/keys.ts';
import type { Witness } from '#server/witness/parts.ts';
import { openWitness } from '#server/witness/serve.ts';
import { openState } from '#server/witness/state.ts';

const usage = `用法 / Usage: humi witness --name NAME --data DIR --listen HOST:PORT --log VKEY [--log VKEY …]

  --name    见证方名称，如 court.example.cn/witness（首次启动必填）/ the witness's name, needed the first time
  --data    存放密钥和状态的目录，须妥善保管 / folder of the key and the state; keep it safe
  --listen  监听地址，默认 127.0.0.1:8090 / where to listen
  --log     登记簿公钥，可多次给出，记入目录中的 logs.txt / key of a register; repeated ones join logs.txt
`;

/** `humi witness`: serves until it is told to stop. Returns the exit code. No database, no other part of the product. */
export async function witnessMain(args: readonly string[]): Promise<number> {
  try {
    const wanted = readArguments(args);
    if (!wanted) return tell(usage, args.includes('--help') ? 0 : 64);
    return await run(wanted);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason, detail } = error;
    return tell(`${sentenceFor(reason, detail, 'zh')}\n${sentenceFor(reason, detail, 'en')}\n`, 2);
  }
}

type Wanted = { name: string | undefined; dir: string; host: string; port: number; logs: readonly string[] };

function readArguments(args: readonly string[]): Wanted | undefined {
  const text = { type: 'string' } as const;
  const options = { name: text, data: text, listen: text, log: { ...text, multiple: true } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const { name, data, listen = '127.0.0.1:8090', log = [] } = values;
    const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(listen) ?? [];
    if (!data || host === '' || Number(port) > 65_535) return undefined;
    return { name, dir: data, host, port: Number(port), logs: log };
  } catch {
    return undefined;
  }
}

async function run({ name, dir, host, port, logs: given }: Wanted): Promise<number> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const leave = lock(dir);
  try {
    // The state comes first: a key without a state has forgotten what it signed.
    const isNew = !hasKey(dir);
    const state = openState(dir, { isNew });
    const witness = {
      key: openKey(dir, name),
      state,
      logs: openLogs(dir, given),
      alarms: openAlarms(dir),
      clock: () => new Date(),
    };
    const server = openWitness(witness);
    await listen(server, { host, port });
    process.stdout.write(greeting(witness, server) + (isNew ? handOver : ''));
    return await untilStopped(server);
  } finally {
    leave();
  }
}

/** Two programs on one folder would each forget what the other signed. */
function lock(dir: string): () => void {
  try {
    return takeLock(join(dir, 'lock'));
  } catch (error) {
    if (error instanceof Refused) throw new Refused('witness_in_use', { dir, pid: error.detail.pid ?? '' });
    throw error;
  }
}

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Refused('witness_cannot_listen', { host, port, cause: error.message })));
    server.listen(port, host, resolve);
  });

function greeting({ key, logs }: Witness, server: Server): string {
  // A server that listens on a host and a port has an address of this kind.
  const { address, port } = server.address() as AddressInfo;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  return `护秘见证程序 Humi witness  ${url}
公钥 key: ${key.vkey}
登记簿 registers: ${[...logs.keys()].join(', ') || '（无，请用 --log 给出登记簿公钥 / none yet: give one with --log）'}
`;
}

const handOver = `
已生成密钥（仅本目录内有，请备份并限制访问）。请把上面的公钥整行和本程序的网址交给登记簿所在单位，
由其系统管理员在“系统设置—见证方”中登记。
A new key was made; it lies in this folder only. Hand the whole line of the key and this program's address
to the bureau that runs the register: its system administrator adds them under Settings, Witnesses.
`;

const untilStopped = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    const stop = (): void => {
      server.close(() => resolve(0));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });

function tell(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}
