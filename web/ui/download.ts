import { problemOf, read } from '../api.ts';

/**
 * Fetches a file of the API and hands it to the browser. Failures are thrown as those of `read`.
 * @param url path of the API with its query
 */
export async function download(url: string): Promise<void> {
  const response = await read(fetchFile(url));
  const address = URL.createObjectURL(response.blob);
  follow(address, response.name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * For files of any size: asks whether it may be had (failures are thrown as those of `read`), and leaves it to the
 * browser, which writes it to the disk as it comes and shows how far it is.
 */
export async function downloadToDisk(url: string): Promise<void> {
  const stop = new AbortController();
  try {
    await read(askForFile(url, stop.signal));
  } finally {
    stop.abort();
  }
  follow(url, '');
}

/** A link with `download` never leaves the page, whatever is answered; an empty name takes the server's. */
function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

type Answered<T> = { data?: T; error?: unknown; response: Response };

async function fetchFile(url: string): Promise<Answered<{ blob: Blob; name: string }>> {
  const { error, response } = await askForFile(url);
  if (error !== undefined) return { error, response };
  return { data: { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition')) }, response };
}

/** Only the head of the answer; the body is there to be read. */
async function askForFile(url: string, signal?: AbortSignal): Promise<Answered<true>> {
  const response = await fetch(url, {
    headers: { 'accept-language': document.documentElement.lang },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) return { error: await response.json().catch(() => problemOf(null)), response };
  return { data: true, response };
}

const nameIn = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? 'humi');
