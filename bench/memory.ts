import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Megabytes of a program and of the database servers that it started. */
export type Memory = { readonly server: number; readonly database: number };

/**
 * The memory of a process and everything below it, as proportional set size: pages that processes share (the shared
 * buffers of PostgreSQL) count once, divided among them; resident size would count them again in each.
 * Null where /proc has none of it (not Linux).
 */
export function measureMemory(pid: number): Memory | null {
  if (!existsSync('/proc/self/smaps_rollup')) return null;
  const tree = processTree(pid).map((each) => ({ name: nameOf(each), size: proportionalSize(each) }));
  const sum = (wanted: boolean) =>
    tree.filter(({ name }) => (name === 'postgres') === wanted).reduce((total, { size }) => total + size, 0);
  return { server: sum(false), database: sum(true) };
}

function processTree(top: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const below = (pid: number): number[] => [
    pid,
    ...parents.filter(({ parent }) => parent === pid).flatMap((child) => below(child.pid)),
  ];
  return below(top);
}

/** A process may end while we look. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);

const nameOf = (pid: number): string => read(pid, 'comm').trim();

const proportionalSize = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024;
