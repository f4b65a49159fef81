import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `node tools/lock.ts` after every `npm install` that changes package-lock.json. A registry that does not serve the
 * binaries of other platforms makes npm leave them out of the lock, and then `npm ci` refuses it everywhere. This
 * adds what is missing: name, version and platform; on such a platform npm fetches it as usual.
 */
type Entry = {
  version?: string;
  license?: string;
  engines?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
};

const file = new URL('../package-lock.json', import.meta.url);
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(file, 'utf8'));
const missing = Object.values(lock.packages).flatMap(missingOf);
lock.packages = Object.fromEntries(
  [...Object.entries(lock.packages), ...missing].sort(([one], [other]) => (one < other ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} entries added`);

function missingOf(parent: Entry): [string, Entry][] {
  return Object.entries(parent.optionalDependencies ?? {})
    .filter(([name, version]) => lock.packages[`node_modules/${name}`] === undefined && /^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, parent)]);
}

/** `@scope/cli-linux-x64-musl` says its platform. */
function entryFor(name: string, version: string, parent: Entry): Entry {
  const [os = '', cpu = ''] = (name.split('/').at(-1) ?? '').replace(/^(cli|binding)-/, '').split('-');
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    os: [os],
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  };
}
