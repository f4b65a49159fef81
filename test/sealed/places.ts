import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Product } from './product.ts';
import type { Hit, Search } from './search.ts';

/** Everything that an operator, or a thief of a back-up, could look through. */
export async function searchServer(product: Product, search: Search): Promise<Hit[]> {
  await product.owner.query('checkpoint');
  return [
    ...search('server log', product.output()),
    ...searchTraffic(product, search),
    ...(await searchDatabase(product, search)),
    ...searchFolder(product.dataDir, search),
  ];
}

export function searchTraffic({ recorder }: Product, search: Search): Hit[] {
  const programs = new Set<string>();
  return recorder.exchanges.flatMap(({ method, url, asked, answered }) => {
    const hits = search(`traffic: request ${method} ${url.split('?')[0]}`, asked);
    // The same file of the client is asked for by each browser anew.
    if (url.startsWith('/assets/') && programs.has(url)) return hits;
    programs.add(url);
    return [...hits, ...search(`traffic: answer to ${method} ${url.split('?')[0]}`, answered)];
  });
}

/** Every table of every schema as text, bytes as hex and as they are: compressed columns hide nothing here. */
export async function searchDatabase({ owner }: Product, search: Search): Promise<Hit[]> {
  const tables = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname not in ('information_schema') and n.nspname not like 'pg_t%'
        and not (n.nspname = 'pg_catalog' and c.relname not in ('pg_description', 'pg_largeobject', 'pg_settings', 'pg_db_role_setting'))`,
  );
  const hits: Hit[] = [];
  for (const { name } of tables.rows) {
    const columns = await bytesColumns(owner, name);
    const { rows } = await owner.query(`select t::text as line${columns} from ${name} t`);
    const bytes = rows.flatMap((row: Record<string, unknown>) => Object.values(row).flatMap(readable));
    hits.push(...bytes.flatMap((one) => search(`database: ${name}`, one)));
  }
  return [...new Map(hits.map((hit) => [JSON.stringify(hit), hit])).values()];
}

async function bytesColumns(owner: Product['owner'], name: string): Promise<string> {
  const { rows } = await owner.query<{ column: string }>(
    `select format(', t.%I', attname) as column from pg_attribute where attrelid = $1::regclass and attnum > 0
      and not attisdropped and atttypid in ('bytea'::regtype)`,
    [name],
  );
  return rows.map(({ column }) => column).join('');
}

function readable(value: unknown): Buffer[] {
  if (typeof value === 'string') return [Buffer.from(value)];
  return value instanceof Uint8Array ? [Buffer.from(value)] : [];
}

/** Every file below a folder: data files and write-ahead log of the database, its log, sealed files, tiles, keys. */
export function searchFolder(folder: string, search: Search): Hit[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found?.isFile()) return [];
    return [...search(`file name: ${name}`, Buffer.from(name)), ...search(`file: ${name}`, readFileSync(path))];
  });
}

/** What the browser keeps when the keys are locked. */
export async function searchBrowser(page: Page, search: Search): Promise<Hit[]> {
  const kept = await page.evaluate<string[]>(keptInBrowser);
  const cookies = JSON.stringify(await page.context().cookies());
  return [...kept, cookies].flatMap((text) => search('browser storage', Buffer.from(text)));
}

/** Runs in the page: local and session storage, databases, caches, private files, the address. */
const keptInBrowser = `(async () => {
  const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href, JSON.stringify(history.state), document.title];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const all = await new Promise((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      kept.push(name + '/' + store + JSON.stringify(all));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url);
      if (!request.url.includes('/assets/')) kept.push(await (await cache.match(request)).text());
    }
  }
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') await walk(handle, path + '/' + name);
      else kept.push(path + '/' + name + '\\n' + await (await handle.getFile()).text());
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return kept;
})()`;
