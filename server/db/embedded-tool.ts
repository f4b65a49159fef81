/** Running PostgreSQL's programs: as whom, with which environment, and what they said. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Refused } from '#domain/refused.ts';

/** Whom a program runs as; empty for ourselves. */
export type Identity = { uid?: number; gid?: number };

/**
 * Runs a program to its end and returns what it printed.
 * Throws Refused('database_cannot_start', {cause}) with its own last word when it fails.
 */
export async function runTool(
  file: string,
  args: string[],
  { identity = {}, input = '' }: { identity?: Identity; input?: string } = {},
): Promise<string> {
  const child = spawn(file, args, { cwd: '/', env: cleanEnvironment(), stdio: 'pipe', ...identity });
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  child.stderr.on('data', (text) => said.push(String(text)));
  // A program that dies early closes its input; its exit code tells the story.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await ending(child);
  if (code !== 0) throw cannotStart(lastWord(said.join('')) ?? `${file}: exit ${code}`);
  return said.join('');
}

/** The exit code or signal of a program, once all that it printed has been read; rejects when it did not even start. */
export function ending(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}

/** Our environment without PG* (PGPORT, PGDATA, PGOPTIONS … of some other server) and in plain English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), TZ: 'UTC', LC_MESSAGES: 'C' };
}

export function cannotStart(cause: string): Refused {
  return new Refused('database_cannot_start', { cause });
}

/**
 * The line that tells a person most, without its time stamp: what the system refused, for such a refusal has many
 * consequences, else the last error, else the last line at all.
 */
export function lastWord(text: string): string | undefined {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const line =
    lines.findLast((line) => /No space left|Permission denied|Read-only|quota|Cannot allocate/.test(line)) ??
    lines.findLast((line) => /\b(FATAL|PANIC|ERROR|error):|could not/.test(line)) ??
    lines.at(-1);
  return line?.replace(/^[-\d]+ [:.\d]+ \w+ \[\d+\] /, '');
}
