import { basename } from 'node:path';
import type { Refused } from '#domain/refused.ts';
import { refusalText } from '#server/cli/refusal.ts';
import type { Item } from './journal.ts';

/** What the command says while it works, Chinese then English; and what it counts for its last line. */
export type Told = ReturnType<typeof openWords>;

type Streams = { readonly out: NodeJS.WritableStream; readonly err: NodeJS.WriteStream };

/** A line of progress comes this often where no line can be written over, milliseconds. */
const progressPause = 30_000;

export function openWords({ out, err }: Streams) {
  const counts = { deposited: 0, saved: 0, unchanged: 0, failed: 0, empty: 0, links: 0, unsaid: 0 };
  let isDrawn = false;
  const clear = (): void => {
    if (isDrawn) err.write('\r\u001b[K');
    isDrawn = false;
  };
  const say = (zh: string, en: string): void => {
    clear();
    out.write(`${shown(zh)}  ${shown(en)}\n`);
  };
  const refuse = (refused: Refused): void => {
    clear();
    err.write(shown(refusalText(refused) ?? ''));
  };
  const refusedBefore = new Set<string>();
  return {
    counts,
    say,
    refuse,
    refuseOnce(refused: Refused): void {
      if (!refusedBefore.has(refused.reason)) refuse(refused);
      refusedBefore.add(refused.reason);
    },
    failed(refused: Refused, count = 1): void {
      counts.failed += count;
      refuse(refused);
    },
    away: (refused: Refused): void => refuse(refused),
    back: (): void => say('已重新连接服务器。', 'The server answers again.'),
    deposited(items: readonly Item[], ids: readonly string[]): void {
      counts.deposited += items.length;
      const [first] = items;
      const name = first ? basename(first.path) : '';
      if (items.length === 1) say(`已存证：${name}（编号 ${ids[0]}）`, `Deposited: ${name} (no. ${ids[0]})`);
      else say(`已存证：${name} 等 ${items.length} 份`, `Deposited: ${name} and ${items.length - 1} more`);
    },
    saved(path: string, { kind }: Item): void {
      counts.saved += 1;
      if (counts.saved <= 20 || kind === 'manifest') say(`证明已保存：${path}`, `Proof saved: ${path}`);
      else counts.unsaid += 1;
    },
    progress: progressOf(err, () => (isDrawn = true)),
    end(): void {
      const { deposited, saved, unchanged, failed, empty, links, unsaid } = counts;
      if (unsaid > 0) say(`另保存证明 ${unsaid} 份。`, `${unsaid} more proofs saved.`);
      if (empty > 0)
        say(
          `跳过空文件 ${empty} 个（0 字节，无内容可证明）。`,
          `${empty} empty files passed over (0 bytes prove nothing).`,
        );
      if (links > 0) say(`未跟随符号链接 ${links} 个。`, `${links} symbolic links not followed.`);
      say(
        `完成：存证 ${deposited} 份，保存证明 ${saved} 份，未变化 ${unchanged} 份，未成功 ${failed} 份。`,
        `Done: ${deposited} deposited, ${saved} proofs saved, ${unchanged} unchanged, ${failed} failed.`,
      );
    },
  };
}

/** Draws over one line of a terminal; elsewhere a line now and then. Files below 64 MB are read before anybody looks. */
function progressOf(err: NodeJS.WriteStream, drawn: () => void) {
  let lastAt = Date.now();
  return (path: string, { done, size, since }: { done: number; size: number; since: number }): void => {
    const pause = err.isTTY ? 200 : progressPause;
    if (size < 64 * mega || Date.now() - lastAt < pause) return;
    lastAt = Date.now();
    const rate = (done / mega / Math.max(0.001, (lastAt - since) / 1000)).toFixed(0);
    const line = `${shown(basename(path))}  ${(done / mega).toFixed(0)} / ${(size / mega).toFixed(0)} MB  ${rate} MB/s`;
    if (err.isTTY) drawn();
    err.write(err.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
}

const mega = 1_000_000;

/** A name on a terminal is text: no control characters, no reversal of direction. */
const shown = (text: string): string => text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '�');
