import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Megabytes of a program and of the database servers that it started. */
export type Memory = { readonly server: number; readonly database: number };

/** Linux alone tells these figures; elsewhere the benchmark does without. */
const isTold = existsSync('/proc/self/smaps_rollup');

/**
 * The memory of a process and everything below it: private pages, pages that its processes share (the buffers of
 * PostgreSQL) once, and the program files once. Resident size would count shared pages again in each process;
 * proportional size alone would make a neighbour that runs the same program pay for a part of ours.
 */
export function measureMemory(pid: number): Memory | null {
  if (!isTold) return null;
  const tree = processTree(pid);
  return {
    server: sizeOf(tree.filter((each) => !isDatabase(each))),
    database: sizeOf(tree.filter(isDatabase)),
  };
}

/** Megabytes that the pages of a browser below this process hold, workers included; 0 where nobody tells. */
export function watchPages(): () => number {
  const pages = isTold
    ? processTree(process.pid).filter((pid) => read(pid, 'cmdline').includes('--type=renderer'))
    : [];
  return () => sizeOf(pages, 0);
}

function sizeOf(pids: readonly number[], programs = 1): number {
  const own = pids.map(
    (pid) => kilobytes(pid, 'smaps_rollup', 'Pss_Anon') + kilobytes(pid, 'smaps_rollup', 'Pss_Shmem'),
  );
  const files = Math.max(0, ...pids.map((pid) => kilobytes(pid, 'status', 'RssFile')));
  return (own.reduce((total, size) => total + size, 0) + programs * files) / 1024;
}

/** Seconds of processor time that a process and everything below it have used; 0 where nobody tells. */
export function processorTime(pid: number): number {
  if (!isTold) return 0;
  // After the name in brackets: state, parent …; the twelfth and thirteenth are user and system time in ticks of 10 ms.
  const ticks = processTree(pid).map((each) => read(each, 'stat').split(') ')[1]?.split(' ') ?? []);
  return ticks.reduce((total, fields) => total + Number(fields[11] ?? 0) + Number(fields[12] ?? 0), 0) / 100;
}

/** The PostgreSQL servers below this process. */
export const databaseServers = (): number[] =>
  isTold ? processTree(process.pid).filter((pid) => isDatabase(pid) && !isDatabase(parentOf(pid))) : [];

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

const kilobytes = (pid: number, file: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(pid, file))?.[1] ?? 0);

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);

const isDatabase = (pid: number): boolean => read(pid, 'comm').trim() === 'postgres';
