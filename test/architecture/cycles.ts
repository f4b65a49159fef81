import type { Source } from './source.ts';

/** Each cycle of imports once, as the paths along it with the first repeated at the end. Type imports count. */
export function findCycles(sources: readonly Source[]): string[][] {
  const paths = new Set(sources.map(({ path }) => path));
  const edges = new Map(
    sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => existing(target, paths))]),
  );
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const follow = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path]);
    if (start >= 0 || finished.has(path)) return;
    for (const next of edges.get(path) ?? []) follow(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of paths) follow(path, []);
  return cycles;
}

/** The file that an import without an extension means, as the bundler finds it. */
function existing(target: string | null, paths: ReadonlySet<string>): string[] {
  if (target === null) return [];
  const found = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
    .map((end) => target + end)
    .find((path) => paths.has(path));
  return found === undefined ? [] : [found];
}
