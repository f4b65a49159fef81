/** The client of the deposits, in a process of its own: so many connections, each sending the next when it has its answer. */
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { answerParent } from '../child.ts';

export type Fire = {
  readonly port: number;
  readonly path: string;
  /** One a connection. */
  readonly cookies: readonly string[];
  /** Entries in each request. */
  readonly entries: number;
  readonly seconds: number;
};

/** `acknowledged`: id of the first entry of each request, and when its answer was here (milliseconds since 1970). */
export type Fired = {
  readonly seconds: number;
  readonly milliseconds: readonly number[];
  readonly acknowledged: readonly { readonly id: string; readonly at: number }[];
};

answerParent<Fire, Fired>(async ({ port, path, cookies, entries, seconds }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: cookies.length });
  const acknowledged: { id: string; at: number }[] = [];
  const milliseconds: number[] = [];
  const begin = performance.now();
  const until = begin + 1000 * seconds;
  const connection = async (cookie: string): Promise<void> => {
    while (performance.now() < until) {
      const body = bodyOf(entries);
      const sent = performance.now();
      const id = await post({ agent, port, path, cookie }, body);
      milliseconds.push(performance.now() - sent);
      acknowledged.push({ id, at: Date.now() });
    }
  };
  await Promise.all(cookies.map(connection));
  agent.destroy();
  return { seconds: (performance.now() - begin) / 1000, milliseconds, acknowledged };
});

/** What a browser or the command sends: digests and sizes, no words. */
function bodyOf(entries: number): string {
  const digests = randomBytes(64 * entries).toString('hex');
  const files = Array.from({ length: entries }, (_, at) => {
    const from = 128 * at;
    return `{"kind":"file","size":1,"sha256":"${digests.slice(from, from + 64)}","sm3":"${digests.slice(from + 64, from + 128)}"}`;
  });
  return `{"files":[${files.join()}]}`;
}

type To = { agent: Agent; port: number; path: string; cookie: string };

function post({ agent, port, path, cookie }: To, body: string): Promise<string> {
  const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('latin1').on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(/"id":"([^"]+)"/.exec(text)?.[1] ?? '');
        else reject(new Error(`${path} answered ${answer.statusCode} ${text.slice(0, 200)}`));
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
