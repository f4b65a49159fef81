import { Refused } from '#domain/refused.ts';
import { openBasket } from './basket.ts';
import { openClient } from './client.ts';
import { type Outcome, startCourier } from './courier.ts';
import { type Bench, gather } from './gather.ts';
import { openJournal } from './journal.ts';
import { isPlain, type Options, readOptions } from './options.ts';
import { watchFolder } from './watch.ts';
import { openWords, type Told } from './words.ts';

const usage = `用法：humi deposit 文件或文件夹… --server 网址 --key-file 密钥文件
      humi deposit --watch 文件夹 --server 网址 --key-file 密钥文件
  --manifest      文件夹作为一份清单存证（默认逐个文件存证）
  --title 标题    写入存证清单的标题；--names 以文件名为标题（默认不告知服务器文件名）
  --proofs 文件夹 证明文件的保存位置（默认在原文件旁）
  --state 文件    记录文件；--wait 秒数 服务器无应答时的等待时间（默认 600）
  密钥也可放在环境变量 HUMI_KEY 中，不能写在命令行上。文件本身不会离开本机。
Usage: humi deposit FILE|FOLDER… --server URL --key-file PATH [--manifest] [--title TEXT | --names]
                    [--proofs DIR] [--state FILE] [--wait SECONDS]
       humi deposit --watch FOLDER --server URL --key-file PATH [--names] [--proofs DIR] [--state FILE]
  The key may be in HUMI_KEY, never on the command line. The files themselves stay on this machine.
退出码 / exit: 0 全部完成 done · 1 部分未成功 some failed · 2 被拒绝 refused · 64 用法 usage · 75 稍后重试 try again later
`;

export const exits = { done: 0, some: 1, refused: 2, usage: 64, later: 75 } as const;

type Streams = { readonly out: NodeJS.WritableStream; readonly err: NodeJS.WriteStream };

/** `humi deposit`: deposits the digests of files, once or as a folder changes, and saves their proofs. Answers the exit code. */
export async function deposit(
  args: readonly string[],
  streams: Streams = { out: process.stdout, err: process.stderr },
): Promise<number> {
  const told = openWords(streams);
  try {
    const options = readOptions(args, process.env);
    if (options !== null) return await run(options, told);
    streams.err.write(usage);
    return exits.usage;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    told.refuse(error);
    return error.reason === 'deposit_server_away' ? exits.later : exits.refused;
  }
}

async function run(options: Options, told: Told): Promise<number> {
  if (isPlain(options.server))
    told.say(
      '提示：网址不是 https，密钥将以明文经过网络。',
      'Note: without https the key crosses the network in the clear.',
    );
  const journal = await openJournal(options.state);
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    const courier = startCourier({ journal, client: openClient(options), told }, stop.signal);
    const basket = openBasket(journal, courier.wake);
    // What no repeat would cure ends the reading too.
    const failed = courier.finished.catch((error: unknown) => {
      stop.abort();
      throw error;
    });
    failed.catch(() => undefined);
    const bench: Bench = { options, journal, basket, told, signal: stop.signal };
    await (options.watch === null ? gather(bench) : watchFolder(bench, options.watch));
    await basket.flush();
    courier.end(options.patience);
    const outcome = await failed;
    told.end();
    return codeOf(outcome, options, told);
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
    stop.abort();
    await journal.close();
  }
}

function codeOf(outcome: Outcome, { watch, state }: Options, told: Told): number {
  if (outcome === 'stopped') return watch === null ? exits.later : exits.done;
  if (outcome !== 'done') told.refuse(new Refused(`deposit_${outcome}`, { name: state }));
  return outcome !== 'done' ? exits.later : told.counts.failed > 0 ? exits.some : exits.done;
}
