/** Asking services of other people: bounded in time and size, never following to another place. */

export type Answer = { readonly status: number; readonly type: string; readonly bytes: Uint8Array };

type Question = {
  readonly url: string;
  readonly type: string;
  readonly body: Uint8Array | string;
  /** Milliseconds until it counts as no answer. */
  readonly wait: number;
  readonly mostBytes: number;
};

/** Posts, and reads the answer whole. `unreachable` is why there is none: a code of the system, `timeout`, `too_long`. */
export async function postOutside(question: Question): Promise<Answer | { readonly unreachable: string }> {
  const { url, type, body, wait, mostBytes } = question;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : Buffer.from(body),
      redirect: 'error',
      signal: AbortSignal.timeout(wait),
    });
    const bytes = await readBounded(response, mostBytes);
    if (bytes === undefined) return { unreachable: 'too_long' };
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
  } catch (error) {
    return { unreachable: causeOf(error) };
  }
}

async function readBounded(response: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A word that an administrator can look up; messages may be long and in the words of a library. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message.slice(0, 100);
  // A library may quote the address, and an address may hold a password.
  return error.message.replaceAll(/\S*:\/\/\S*/g, '…').slice(0, 100);
}
