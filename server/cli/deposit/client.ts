import { Refused } from '#domain/refused.ts';
import type { Item } from './journal.ts';
import type { Options } from './options.ts';

/** What made the digests, as the register keeps it beside them. */
const tool = 'humi deposit';

export type Client = ReturnType<typeof openClient>;

/**
 * The three requests of the command. Throws Refused: deposit_server_away for what another try may cure, the server's own
 * reason for what it will not.
 */
export function openClient({ server, key }: Pick<Options, 'server' | 'key'>) {
  const headers = { authorization: `Bearer ${key}`, 'accept-language': 'zh' };
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await send(`${server}/api${url}`, { ...init, headers: { ...headers, ...init.headers } });
    if (answer.ok) return answer;
    throw await refusalOf(answer, server);
  };
  return {
    /** Ids in the order of `items`. The same `once` again makes no second deposit. */
    async deposit(items: readonly Item[], once: string): Promise<string[]> {
      const body = JSON.stringify({ files: items.map(wordsOf) });
      const init = { method: 'POST', body, headers: { 'content-type': 'application/json', 'idempotency-key': once } };
      const answer = await readJson<{ deposits: { id: string }[] }>(await ask('/evidence', init), server);
      return answer.deposits.map(({ id }) => id);
    },
    async stateOf(id: string): Promise<string> {
      return (await readJson<{ state: string }>(await ask(`/evidence/${id}`), server)).state;
    },
    async proofOf(id: string): Promise<Uint8Array> {
      const answer = await ask(`/evidence/${id}/proof`);
      return new Uint8Array(await answer.arrayBuffer().catch(() => away(server)));
    },
  };
}

const wordsOf = ({ kind, title, size, files, sha256, sm3 }: Item) => ({
  ...{ kind, size, sha256, sm3, tool },
  ...(title === undefined ? {} : { title }),
  ...(files === undefined ? {} : { files }),
});

/** A redirect would carry the key to somebody else. */
async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(60_000) });
  } catch {
    return away(new URL(url).origin);
  }
}

const away = (server: string): never => {
  throw new Refused('deposit_server_away', { server });
};

/** Of a server that is not ours, or one behind a gateway that speaks for it. */
async function readJson<T>(answer: Response, server: string): Promise<T> {
  try {
    // The answers are those of the API that this very version of the product serves.
    return (await answer.json()) as T;
  } catch {
    return away(server);
  }
}

/** Too many, too slow, or broken over there: later. Anything else is what the server says it is. */
async function refusalOf(answer: Response, server: string): Promise<Refused> {
  const { status } = answer;
  const problem: unknown = await answer.json().catch(() => null);
  if (status >= 500 || status === 429 || status === 408) return new Refused('deposit_server_away', { server });
  // A problem document (RFC 9457) as server/kernel/problem.ts writes it; of anything else only the status is told.
  const told = problem as { reason?: unknown; facts?: Record<string, string | number> } | null;
  return typeof told?.reason === 'string'
    ? new Refused(told.reason, { ...told.facts, status })
    : new Refused('deposit_server_strange', { server, status });
}
