import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { Refused } from '#domain/refused.ts';

/**
 * One program at a time keeps a state file. The lock of a program that is no more is taken over.
 * Refuses deposit_state_in_use. Answers what gives the lock back.
 */
export function lockState(state: string): () => void {
  const path = `${state}.lock`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        throw new Refused('deposit_state_unwritable', { name: state });
      const pid = holderOf(path);
      if (isAlive(pid)) throw new Refused('deposit_state_in_use', { name: state, pid });
      rmSync(path, { force: true });
    }
  }
  throw new Refused('deposit_state_in_use', { name: state, pid: holderOf(path) });
}

const holderOf = (path: string): number => {
  try {
    return Number(readFileSync(path, 'utf8')) || 0;
  } catch {
    return 0;
  }
};

function isAlive(pid: number): boolean {
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
