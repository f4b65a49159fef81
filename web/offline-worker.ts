/**
 * Keeps the program (index.html and the hashed files of the pages that work without a network) in the browser. It never
 * keeps an answer of /api: what a person needs without a network, pages keep on purpose (offline.ts, keepList).
 * A new version installs beside the old one and takes over when no page of the old one is open.
 */
type Work = { waitUntil(work: Promise<unknown>): void };
type Asked = { readonly request: Request; respondWith(answer: Promise<Response>): void };

/** The parts of ServiceWorkerGlobalScope that are used: the library of pages has no types for it. */
type ProgramWorker = {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  addEventListener(kind: 'install' | 'activate', listen: (event: Work) => void): void;
  addEventListener(kind: 'fetch', listen: (event: Asked) => void): void;
};

// Vite fills both in when it writes this file (vite.config.ts).
declare const __HUMI_FILES__: readonly string[];
declare const __HUMI_VERSION__: string;

// The script runs in a service worker, whatever the library of pages says `self` is.
const worker = self as unknown as ProgramWorker;
const program = `humi-${__HUMI_VERSION__}`;
const shell = '/index.html';
/** A network that does not answer within this time is none: the kept page opens. */
const patience = 4_000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(program).then((cache) =>
      // Past the HTTP cache for what has no hash in its name.
      cache.addAll([new Request(shell, { cache: 'reload' }), ...__HUMI_FILES__]),
    ),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()));
});

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('humi-') && name !== program).map((name) => caches.delete(name)),
  );
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (/^\/(api|log|verify)(\/|$)/.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (pathname.startsWith('/assets/') || pathname === '/icon.svg') event.respondWith(fetchFile(request));
});

/** The newest page from the server; without an answer the kept one, whose files are all kept with it. */
async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (answer.status < 500) return answer;
    return (await kept(shell)) ?? answer;
  } catch (error) {
    const page = await kept(shell);
    if (page) return page;
    throw error;
  }
}

/** A file with its digest in its name never changes: the kept one is right. */
async function fetchFile(request: Request): Promise<Response> {
  const found = await kept(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && answer.type === 'basic') {
    const cache = await caches.open(program);
    await cache.put(request, answer.clone()).catch(() => undefined);
  }
  return answer;
}

const kept = async (url: string): Promise<Response | undefined> =>
  (await caches.open(program)).match(url, { ignoreVary: true });

export {};
