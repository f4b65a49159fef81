import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A regular file below a folder; `inside` is its path there, with `/`. `mtime` in milliseconds since 1970. */
export type Found = { readonly path: string; readonly inside: string; readonly size: number; readonly mtime: number };

export type Passed = { unreadable: (path: string) => void; link: (path: string) => void };

/**
 * Every file below a folder, folder by folder in the order of names. Symbolic links are passed over: what they lead to
 * inside the folder is found where it lies, and what lies outside was not asked for. Temporary files and our own are
 * left out.
 */
export async function* filesBelow(folder: string, passed: Passed): AsyncGenerator<Found> {
  const left: string[] = [''];
  for (let inside = left.pop(); inside !== undefined; inside = left.pop()) {
    const entries = await entriesOf(join(folder, inside), passed);
    const folders: string[] = [];
    for (const entry of entries) {
      const below = inside === '' ? entry.name : `${inside}/${entry.name}`;
      const path = join(folder, below);
      if (isPassing(entry.name)) continue;
      if (entry.isSymbolicLink()) passed.link(path);
      else if (entry.isDirectory()) folders.push(below);
      else if (entry.isFile()) yield* found(path, below, passed);
    }
    left.push(...folders.reverse());
  }
}

async function entriesOf(folder: string, { unreadable }: Passed): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    unreadable(folder);
    return [];
  }
}

/** A name that is no text of Unicode is not found again by its text, and is told as unreadable. */
async function* found(path: string, inside: string, { unreadable }: Passed): AsyncGenerator<Found> {
  try {
    const stat = await lstat(path);
    if (stat.isFile()) yield { path, inside, size: stat.size, mtime: stat.mtimeMs };
  } catch {
    unreadable(path);
  }
}

/** Files that programs make and remove by themselves, and what this command writes. */
export const isPassing = (name: string): boolean =>
  name.endsWith('~') ||
  /^(~\$|\.~|\.#|#.*#$|\.nfs|\.fuse_hidden|\.humi-deposit\.)/.test(name) ||
  /\.(tmp|temp|swp|swx|swo|part|partial|crdownload|download|humi-proof|humi-manifest)$/i.test(name) ||
  /^(\.DS_Store|Thumbs\.db|desktop\.ini|ehthumbs\.db)$/i.test(name);
