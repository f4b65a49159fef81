import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a stranger checks a proof and opens what is sealed with, beside Node: the tests use the very same programs. */
const programs = [
  ['age', '--version'],
  ['openssl', 'version'],
  ['unzip', '-v'],
] as const;

/** Installs on Debian, as root, what is missing; elsewhere stops with the one line that helps. */
export function requirePrograms(): void {
  const missing = findMissing();
  if (missing.length === 0) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore' });
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', ...missing);
  }
  const still = findMissing();
  if (still.length === 0) return;
  console.error(
    `The tests of evidence and sealing need ${still.join(' and ')}: apt-get install ${still.join(' ')}, or brew install ${still.join(' ')}.`,
  );
  process.exit(1);
}

const findMissing = (): string[] =>
  programs
    .filter(([name, version]) => spawnSync(name, [version], { stdio: 'ignore' }).error !== undefined)
    .map(([name]) => name);
