import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** An import, re-export, `import()` or `import('…')` type. `target` is a path from the root, null for a package. */
export type Import = { specifier: string; target: string | null };

/** What the rules know of one source file. Comments are not part of it. */
export type Source = {
  path: string;
  text: string;
  imports: readonly Import[];
  /** `owner.name` for each property read: `Date.now`, `db.transaction`; the owner is `?` unless a plain name. */
  uses: readonly string[];
  /** `new Date()` and the like: constructors called without an argument. */
  bareNews: readonly string[];
  strings: readonly string[];
  /** Names of the verbs declared here: `task.add` of `verb({ name: 'task.add', … })`. */
  verbs: readonly string[];
  /** How many top-level statements are `export … from`, of how many; whether one is `export *`. */
  reexports: number;
  starReexports: number;
  statements: number;
  exportsDefault: boolean;
};

const sourceFile = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
const notOurs = new Set(['.git', '.cache', 'node_modules', 'dist', 'data', 'test-results']);

/** Every source file on disk below the root, parsed. The reader knows nothing of git, so that git can check it. */
export function readSources(root: string): Source[] {
  return walk(root, '').map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Source files that git tracks, or would: untracked ones that are not ignored, without those deleted on disk. */
export function gitSourcePaths(root: string): string[] {
  const list = (...options: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...options], { cwd: root, encoding: 'utf8' }).split('\0');
  const deleted = new Set(list('--deleted'));
  const paths = list('--cached', '--others', '--exclude-standard');
  return [...new Set(paths)].filter((path) => sourceFile.test(path) && !deleted.has(path)).sort();
}

/** Parses one file with the TypeScript compiler. `path` is relative to the root, with forward slashes. */
export function parseSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false);
  const found: Found = { imports: new Set(), uses: [], bareNews: [], strings: [], verbs: [] };
  visit(file, found);
  const reexports = file.statements.filter((it) => ts.isExportDeclaration(it) && it.moduleSpecifier !== undefined);
  return {
    path,
    text,
    imports: [...found.imports].map((specifier) => ({ specifier, target: resolve(path, specifier) })),
    uses: found.uses,
    bareNews: found.bareNews,
    strings: found.strings,
    verbs: found.verbs,
    reexports: reexports.length,
    starReexports: reexports.filter((it) => ts.isExportDeclaration(it) && it.exportClause === undefined).length,
    statements: file.statements.length,
    exportsDefault: file.statements.some(isDefaultExport),
  };
}

/** Tests, what they share, and journeys: they may reach across the house. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.(test|e2e)\.tsx?$/.test(path);
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name) && posix.join(folder, name) !== 'coverage') // what test runs leave; a noun has the name, too
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return walk(root, path);
      return sourceFile.test(entry.name) ? [path] : [];
    })
    .sort();
}

type Found = { imports: Set<string>; uses: string[]; bareNews: string[]; strings: string[]; verbs: string[] };

function visit(node: ts.Node, found: Found): void {
  const specifier = specifierOf(node);
  if (specifier !== undefined) found.imports.add(specifier);
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.strings.push(node.text);
  if (ts.isPropertyAccessExpression(node)) {
    found.uses.push(`${ts.isIdentifier(node.expression) ? node.expression.text : '?'}.${node.name.text}`);
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && (node.arguments?.length ?? 0) === 0) {
    found.bareNews.push(node.expression.text);
  }
  found.verbs.push(...verbsOf(node));
  ts.forEachChild(node, (child) => visit(child, found));
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (!ts.isCallExpression(node)) return undefined;
  const loads = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return loads || node.expression.kind === ts.SyntaxKind.ImportKeyword ? textOf(node.arguments[0]) : undefined;
}

function verbsOf(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'verb') return [];
  const [shape] = node.arguments;
  if (shape === undefined || !ts.isObjectLiteralExpression(shape)) return [];
  return shape.properties.flatMap((it) =>
    ts.isPropertyAssignment(it) && ts.isIdentifier(it.name) && it.name.text === 'name'
      ? [textOf(it.initializer) ?? '?']
      : [],
  );
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isDefaultExport(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return node.isExportEquals !== true;
  if (ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause)) {
    return node.exportClause.elements.some((element) => element.name.text === 'default');
  }
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
  );
}

/** `#noun/x` is the package's own alias; a relative path counts from the importing file; the rest are packages. */
function resolve(from: string, specifier: string): string | null {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('#')) return path.slice(1);
  if (path.startsWith('.')) return posix.join(posix.dirname(from), path);
  return null;
}
