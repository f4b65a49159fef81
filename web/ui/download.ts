import { problemOf, read } from '../api.ts';

/**
 * Fetches a file of the API and hands it to the browser. Failures are thrown as those of `read`.
 * @param url path of the API with its query
 */
export async function download(url: string): Promise<void> {
  const response = await read(fetchFile(url));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(response.blob);
  link.download = response.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function fetchFile(
  url: string,
): Promise<{ data?: { blob: Blob; name: string }; error?: unknown; response: Response }> {
  const response = await fetch(url, { headers: { 'accept-language': document.documentElement.lang } });
  if (!response.ok) return { error: await response.json().catch(() => problemOf(null)), response };
  return { data: { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition')) }, response };
}

const nameIn = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? 'humi');
