import { randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { openProfile } from '#test/browser.ts';
import { watchPages } from './processes.ts';
import { type Bar, median, round } from './report.ts';
import { serveSite } from './site.ts';

const bars = { rate: 60, memory: 300 } as const;
/** 1 GB; `HUMI_BENCH_SEAL_MB=256` is quicker. */
const megabytes = Number(process.env.HUMI_BENCH_SEAL_MB ?? 1024);
const turns = Number(process.env.HUMI_BENCH_SEAL_TURNS ?? 3);

/**
 * A file of 1 GB from the disk sealed and opened by the page's own code (`seal/work.ts` with its worker) in a real Chromium with a
 * profile on disk. Parts leave by HTTP as they are made and are written to a file; opening fetches that file, opens it
 * into the browser's own folder and compares its digest. The memory is that of the page's process with its workers.
 */
export async function benchSealing(): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'humi-bench-sealing-'));
  const store = storeIn(join(folder, 'sealed.age'));
  const site = await serveSite(page, store.answer);
  const browser = await openProfile(join(folder, 'profile'));
  try {
    const secret = await generateX25519Identity();
    const recipient = await identityToRecipient(secret);
    const tab = await browser.newPage();
    await tab.goto(site.url);
    await tab.locator('input').setInputFiles(makeFile(join(folder, 'plain.bin')));
    const memory = watchPages();
    const idle = memory();
    const sealed = [];
    const opened = [];
    for (let turn = 0; turn < turns; turn += 1) {
      store.begin();
      const made = await watch(memory, tab.evaluate(`humiSealing.seal(['${recipient}'])`));
      if ((await store.size()) !== made.sealed) throw new Error('not every part arrived');
      sealed.push(made);
      const facts = JSON.stringify({ name: 'f', media_type: 'text/plain', size: made.size, sha256: made.sha256 });
      opened.push(await watch(memory, tab.evaluate(`humiSealing.open('/sealed', '${secret}', ${facts})`)));
    }
    return [...barsOf('sealing', sealed, idle), ...barsOf('opening', opened, idle)];
  } finally {
    await browser.close();
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same 16 MB of chance again and again. */
function makeFile(path: string): string {
  const piece = randomBytes(16 * 1024 * 1024);
  const file = openSync(path, 'w');
  for (let at = 0; at < megabytes / 16; at += 1) writeSync(file, piece);
  closeSync(file);
  return path;
}

/** What a turn answers: bytes of the file, milliseconds, how often progress was told. */
type Turn = { size: number; sealed: number; sha256: string; ms: number; told: number };
type Watched = Turn & { readonly peak: number };

/** The highest memory while it runs. */
async function watch(memory: () => number, running: Promise<unknown>): Promise<Watched> {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memory());
  }, 250);
  try {
    // Answered by the script of the page below.
    return { ...((await running) as Turn), peak };
  } finally {
    clearInterval(timer);
  }
}

function barsOf(what: string, found: readonly Watched[], idle: number): Bar[] {
  const told = Math.min(...found.map((turn) => turn.told));
  if (told < 50) throw new Error(`progress of ${what} was told ${told} times only`);
  const size = `${round(megabytes / 1024)} GB`;
  return [
    {
      name: `${what} a file of ${size} in the browser`,
      figure: median(found.map(({ size, ms }) => size / ms / 1000)),
      unit: 'MB/s',
      sense: 'at least',
      limit: bars.rate,
      note: `median of ${found.length}; progress told ${told} times`,
    },
    {
      name: `memory of the page while ${what} ${size}`,
      figure: Math.max(...found.map(({ peak }) => peak)),
      unit: 'MB',
      sense: 'at most',
      limit: bars.memory,
      note: `highest seen; ${round(idle)} MB before`,
    },
  ];
}

/** Takes parts in their order into a file, and gives the file back. */
function storeIn(file: string) {
  let writing = createWriteStream(file);
  const answer = (request: IncomingMessage, reply: ServerResponse): boolean => {
    if (request.method === 'PUT') {
      request.on('data', (chunk) => writing.write(chunk));
      request.on('end', () => reply.end());
    } else if (request.url === '/sealed') createReadStream(file, { highWaterMark: 1_048_576 }).pipe(reply);
    else return false;
    return true;
  };
  return {
    answer,
    begin: () => {
      writing = createWriteStream(file);
    },
    size: async () => {
      await new Promise((resolve) => writing.end(() => resolve(undefined)));
      return statSync(file).size;
    },
  };
}

/** The file is chosen from the disk, as people do. */
const page = `<!doctype html><input type="file"><script type="module">
  import { forgetOpened, openFile, sealFile } from '${join(import.meta.dirname, '../seal/work.ts')}';
  const timed = async (work) => {
    let told = 0;
    const begin = performance.now();
    const made = await work(() => { told += 1; });
    return { ...made, ms: performance.now() - begin, told };
  };
  globalThis.humiSealing = {
    seal: (recipients) => {
      const [file] = document.querySelector('input').files;
      const onPart = async (number, bytes) => {
        const answer = await fetch('/parts/' + number, { method: 'PUT', body: new File([bytes], 'part') });
        if (!answer.ok) throw new Error('a part was not taken');
      };
      return timed((onProgress) => sealFile(file, recipients, { onPart, onProgress }));
    },
    open: (url, secret, file) =>
      timed(async (onProgress) => {
        const { size } = await openFile({ url, secret, file }, { onProgress });
        if (size !== file.size) throw new Error('another size');
        await forgetOpened();
        return { size };
      }),
  };
</script>`;
