import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nouns, verbs } from '#domain/glossary.ts';
import { includes } from '../vitest.config.ts';
import { planted } from './architecture/planted.ts';
import { measureSizes, type Rule, rules } from './architecture/rules.ts';
import { gitSourcePaths, isTest, parseSource, readSources } from './architecture/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readSources(root);
const words = { nouns: new Set(Object.keys(nouns)), verbs: new Set(Object.keys(verbs)) };
const named: readonly (readonly [string, Rule])[] = Object.entries(rules);

describe('the reader', () => {
  it('reads exactly the source files that git lists', () => {
    expect(sources.map(({ path }) => path)).toEqual(gitSourcePaths(root));
    expect(sources.length).toBeGreaterThan(0);
  });

  it('sees what is in them', () => {
    expect(sources.filter(({ path }) => path.startsWith('domain/')).length).toBeGreaterThan(0);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
    expect(words.nouns.size).toBeGreaterThan(0);
    expect(words.verbs.size).toBeGreaterThan(0);
    expect(measureSizes(sources).files).toBeGreaterThan(0);
  });

  it('finds every form of import', () => {
    const text = [
      `import a from './a.ts';`,
      `import type { B } from '#domain/b.ts';`,
      `import './c.css';`,
      `export { d } from '../d.ts';`,
      `export * from 'e';`,
      `const f = await import('./f.ts');`,
      `type G = import('./g.ts').G;`,
      `// import './comment.ts'`,
    ].join('\n');
    expect(parseSource('web/tasks/x.ts', text).imports.map(({ specifier, target }) => target ?? specifier)).toEqual([
      'web/tasks/a.ts',
      'domain/b.ts',
      'web/tasks/c.css',
      'web/d.ts',
      'e',
      'web/tasks/f.ts',
      'web/tasks/g.ts',
    ]);
  });
});

describe('the house', () => {
  it.each(named)('%s', (_, rule) => {
    expect(rule(sources, words)).toEqual([]);
  });

  it('runs every test file in exactly one project', () => {
    const strays = sources
      .filter(({ path }) => isTest(path) && /\.(test|e2e)\.tsx?$/.test(path))
      .map(({ path }) => ({ path, projects: projectsOf(path) }))
      .filter(({ projects }) => projects.length !== 1);
    expect(strays).toEqual([]);
  });
});

describe('a planted violation is caught', () => {
  const plantedWords = { nouns: new Set(['tasks', 'plans']), verbs: new Set(['add', 'read']) };

  it.each(planted)('$rule: $path', ({ rule, path, text, others = {}, allowed = false }) => {
    const files = Object.entries({ ...others, [path]: text }).map(([name, code]) => parseSource(name, code));
    const problems = rules[rule](files, plantedWords);
    expect(problems).toHaveLength(allowed ? 0 : 1);
    if (!allowed) expect(problems[0]).toContain(rule.startsWith('every folder') ? path.split('/')[1] : path);
  });

  it('for every rule, beside a neighbour that is allowed', () => {
    const covered = (allowed: boolean) =>
      new Set(planted.filter((it) => (it.allowed ?? false) === allowed).map(({ rule }) => rule));
    expect(covered(false)).toEqual(new Set(Object.keys(rules)));
    expect(covered(true)).toEqual(new Set(Object.keys(rules)));
  });
});

function projectsOf(path: string): string[] {
  return Object.entries(includes)
    .filter(([, globs]) => globs.some((glob) => matchesGlob(path, glob)))
    .map(([project]) => project);
}
