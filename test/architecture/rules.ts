import { posix } from 'node:path';
import { findCycles } from './cycles.ts';
import { isTest, type Source } from './source.ts';

/** The glossary's words, as far as file names need them. */
export type Words = { nouns: ReadonlySet<string>; verbs: ReadonlySet<string> };

/** A rule reads parsed files and says, a sentence each, what breaks it. */
export type Rule = (sources: readonly Source[], words: Words) => string[];

/** Folders of server that are no nouns; `witness` is the program that others run. */
const serverRooms = new Set(['kernel', 'db', 'cli', 'witness']);
const webRooms = new Set(['ui', 'i18n']);
/** What a checker needs: certificates, zip, hashes, curves. Nothing of Node and nothing of a server. */
const checkerLibraries = ['pkijs', 'asn1js', 'fflate', '@noble/hashes', '@noble/curves', 'sm-crypto-v2', 'hash-wasm'];
/** What sealing needs in a browser; `papers` writes documents for server and browser alike. */
const sealLibraries = [
  'age-encryption',
  'shamir-secret-sharing',
  'fflate',
  'saxes',
  '@noble/hashes',
  '@noble/curves',
  'hash-wasm',
  'unpdf',
];
const paperLibraries = ['docx', 'pdfkit', 'fflate'];
const maximumLines = 300;
const bannedWords = new Set(
  'service repository controller manager dto mapper provider helper util common container bus'.split(' '),
);

/** House style, sections 3, 4, 9 and 12. The key is what the test prints. */
export const rules = {
  'domain imports nothing outside domain but TypeBox, and domain/evidence the digests': (sources) =>
    offences(sources, inRoom('domain'), ({ path }, { specifier, target }) => {
      if (target !== null) return target.startsWith('domain/') || (isTest(path) && target.startsWith('content/'));
      const packages = ['typebox', ...(isTest(path) ? ['vitest', 'fast-check'] : [])];
      // Digests and signatures are computing without I/O too (docs/decisions/0011).
      if (path.startsWith('domain/evidence/')) packages.push('@noble/hashes', 'sm-crypto-v2');
      if (path.startsWith('domain/evidence/') && isTest(path)) packages.push('@noble/curves', 'node:crypto');
      return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    }),

  'seal imports domain, papers, its own files and the libraries of sealing; papers imports domain and writers': (
    sources,
  ) => [
    ...outside(sources, 'seal', /^(seal|domain|papers)\//, sealLibraries),
    ...outside(sources, 'papers', /^(papers|domain|content)\//, paperLibraries),
  ],

  'what seals never runs on the server': (sources) =>
    offences(
      sources,
      (path) => inRoom('server')(path) && !path.startsWith('server/cli/demo/') && !isTest(path),
      (_, { target, specifier }) => !target?.startsWith('seal/') && specifier !== 'age-encryption',
    ),

  'web and server never import each other': (sources) => [
    ...offences(sources, inRoom('web'), (_, { target }) => !target?.startsWith('server/')),
    ...offences(sources, inRoom('server'), (_, { target }) => !target?.startsWith('web/')),
  ],

  'verify imports domain, its own files and the libraries of a checker': (sources) =>
    offences(sources, inChecker, ({ path }, { specifier, target }) => {
      if (target !== null) return /^(verify|domain)\//.test(target) || (isTest(path) && target.startsWith('test/'));
      const named = isTest(path) ? [...checkerLibraries, 'vitest', 'node:'] : checkerLibraries;
      return named.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`));
    }),

  'outside its page and its hashing, verify knows no browser': (sources) =>
    sources
      .filter(({ path }) => inChecker(path) && !isTest(path) && !/^verify\/(page|hashing)\//.test(path))
      .flatMap(({ path, uses, imports }) => [
        ...uses.filter((use) => /^(document|window|navigator|self)\./.test(use)).map((use) => `${path} uses ${use}`),
        ...imports
          .filter(({ target }) => /^verify\/(page|hashing)\//.test(target ?? ''))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      ]),

  'the product never imports tests, tools or benches': (sources) =>
    offences(
      sources,
      (path) =>
        ['domain', 'server', 'web', 'verify', 'seal', 'papers', 'content', 'bin'].some((room) => inRoom(room)(path)) &&
        !isTest(path),
      (_, { target }) => target === null || !(isTest(target) || /^(tools|bench)\//.test(target)),
    ),

  'a server noun imports kernel, db, domain, verify, papers, content, its own files, and of another noun queries, load or verbs':
    (sources, { verbs }) =>
      offences(
        sources,
        (path) => nounOf(path, 'server', serverRooms) !== undefined && !isTest(path),
        ({ path }, { target }) => {
          if (target === null || /^(server\/(kernel|db)|domain|verify|papers|content)\//.test(target)) return true;
          if (target.startsWith(`server/${folderOf(path)}/`)) return true;
          const file = /^server\/[^/]+\/([^/]+)\.ts$/.exec(target)?.[1];
          const isNoun = nounOf(target, 'server', serverRooms) !== undefined;
          return isNoun && file !== undefined && (file === 'queries' || file === 'load' || verbs.has(file));
        },
      ),

  'a web noun imports ui, i18n, files at the root of web, its own files, domain, verify, seal and papers': (sources) =>
    offences(
      sources,
      (path) => nounOf(path, 'web', webRooms) !== undefined && !isTest(path),
      ({ path }, { target }) =>
        target === null ||
        /^(web\/(ui|i18n)|domain|verify|seal|papers)\//.test(target) ||
        /^web\/[^/]+$/.test(target) ||
        target.startsWith(`web/${folderOf(path)}/`),
    ),

  'web/ui knows no noun': (sources) =>
    offences(
      sources,
      (path) => path.startsWith('web/ui/') && !isTest(path),
      (_, { target }) =>
        target === null || (nounOf(target, 'web', webRooms) === undefined && !/^domain\/[^/]+\//.test(target)),
    ),

  'no barrel files': (sources) =>
    sources
      .filter(
        ({ path, reexports, starReexports, statements }) =>
          !isGenerated(path) &&
          (starReexports > 0 || (reexports > 0 && (/^index\./.test(posix.basename(path)) || reexports === statements))),
      )
      .map(({ path }) => `${path} re-exports other files: import them where they are`),

  'no cycles': (sources) => findCycles(sources).map((cycle) => `${cycle.join(' → ')} is a cycle`),

  'no clock and no chance in domain': (sources) =>
    sources
      .filter(({ path }) => inRoom('domain')(path))
      .flatMap(({ path, uses, bareNews }) => [
        ...uses.filter((use) => use === 'Date.now' || use === 'Math.random').map((use) => `${path} uses ${use}`),
        ...bareNews.filter((name) => name === 'Date').map(() => `${path} uses new Date()`),
      ])
      .map((problem) => `${problem}: the time and the chance come in as arguments`),

  'only the door begins a transaction': (sources) =>
    sources
      .filter(({ path }) => inRoom('server')(path) && !isTest(path))
      .filter(({ path }) => path !== 'server/kernel/verb.ts' && !path.startsWith('server/db/'))
      .filter(({ uses, strings }) => uses.some(opensTransaction) || strings.some(saysBegin))
      .map(({ path }) => `${path} begins a transaction: only server/kernel/verb.ts and server/db may`),

  'every folder is a noun of the glossary': (sources, { nouns }) => [
    ...unknownFolders(sources, 'domain', new Set(), nouns),
    ...unknownFolders(sources, 'server', serverRooms, nouns),
    ...unknownFolders(sources, 'web', webRooms, nouns),
  ],

  'a verb stands alone in the file of its name, and its name is in the glossary': (sources, { verbs }) =>
    sources
      .filter(({ path }) => inRoom('server')(path) && !isTest(path))
      .flatMap(({ path, verbs: declared }) => {
        const file = nounOf(path, 'server', serverRooms) && /^server\/[^/]+\/([^/]+)\.ts$/.exec(path)?.[1];
        const expected = file !== undefined && verbs.has(file) ? [file] : [];
        const acts = declared.map((name) => name.split('.').at(-1) ?? '');
        if (acts.join() === expected.join()) return [];
        return [
          `${path} declares ${acts.join(', ') || 'no verb'}; its name promises ${file && verbs.has(file) ? file : 'none'}`,
        ];
      }),

  'no banned words in file names': (sources) =>
    sources.flatMap(({ path }) => bannedIn(path).map((word) => `${path}: say what it is instead of "${word}"`)),

  'named exports only': (sources) =>
    sources
      .filter(({ path, exportsDefault }) => exportsDefault && !isGenerated(path) && !/\.config\.ts$/.test(path))
      .map(({ path }) => `${path} has a default export`),

  'no source file is longer than 300 lines': (sources) =>
    measuredSources(sources)
      .filter(({ text }) => lineCount(text) > maximumLines)
      .map(({ path, text }) => `${path} has ${lineCount(text)} lines`),
} as const satisfies Record<string, Rule>;

/** Lines of the files that the size rule measures: how many files, median and 95th percentile. */
export function measureSizes(sources: readonly Source[]): { files: number; median: number; p95: number } {
  const lines = measuredSources(sources)
    .map(({ text }) => lineCount(text))
    .sort((a, b) => a - b);
  const at = (share: number) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { files: lines.length, median: at(0.5), p95: at(0.95) };
}

/** One sentence for each import, in the chosen files, that is not allowed. */
function offences(
  sources: readonly Source[],
  chosen: (path: string) => boolean,
  allowed: (source: Source, imported: Source['imports'][number]) => boolean,
): string[] {
  return sources
    .filter(({ path }) => chosen(path))
    .flatMap((source) =>
      source.imports
        .filter((imported) => !allowed(source, imported))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
}

/** Imports of a room that are neither in its own walls nor on its list of libraries. */
function outside(sources: readonly Source[], room: string, walls: RegExp, libraries: readonly string[]): string[] {
  return offences(sources, inRoom(room), ({ path }, { specifier, target }) => {
    if (target !== null) return walls.test(target) || (isTest(path) && target.startsWith('test/'));
    // A test makes and reads files by libraries of its own.
    const named = isTest(path)
      ? [...libraries, 'vitest', 'fast-check', 'node:', 'saxes', 'docx', 'exceljs']
      : libraries;
    return named.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`));
  });
}

/** The room of the checker, without the second checker: that one is written from the specifications, for stock Node. */
function inChecker(path: string): boolean {
  return path.startsWith('verify/') && !path.startsWith('verify/independent/');
}

function inRoom(room: string): (path: string) => boolean {
  return (path) => path.startsWith(`${room}/`);
}

/** `tasks` of `server/tasks/add.ts`; undefined for files at the root of the room and for its rooms without nouns. */
function nounOf(path: string, room: string, rooms: ReadonlySet<string>): string | undefined {
  const [first, folder, file] = path.split('/');
  return first === room && folder !== undefined && file !== undefined && !rooms.has(folder) ? folder : undefined;
}

function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function unknownFolders(
  sources: readonly Source[],
  room: string,
  rooms: ReadonlySet<string>,
  nouns: ReadonlySet<string>,
): string[] {
  const folders = new Set(sources.map(({ path }) => nounOf(path, room, rooms)));
  return [...folders]
    .filter((folder) => folder !== undefined && !nouns.has(folder))
    .map((folder) => `${room}/${folder} is not a noun of domain/glossary.ts`);
}

function opensTransaction(use: string): boolean {
  return /\.(transaction|startTransaction)$/.test(use);
}

function saysBegin(text: string): boolean {
  return /(^|;)\s*(begin|start\s+transaction)\s*(;|$|transaction\b|work\b|isolation\b|read\b)/i.test(text);
}

function bannedIn(path: string): string[] {
  const words = path
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.filter((word) =>
    [word, word.replace(/s$/, ''), word.replace(/ies$/, 'y')].some((form) => bannedWords.has(form)),
  );
}

function isGenerated(path: string): boolean {
  return /\.gen\.tsx?$/.test(path);
}

/** Tables may be long, code may not: word lists, sentences, permissions, content, generated files and tests are not measured,
 * nor the independent checker, which is one file because it leaves the house as one. */
function measuredSources(sources: readonly Source[]): Source[] {
  return sources.filter(
    ({ path }) =>
      !isGenerated(path) &&
      !isTest(path) &&
      !path.startsWith('verify/independent/') &&
      !/^(content|web\/i18n)\//.test(path) &&
      !/\/(texts|sentences)\.ts$/.test(path) &&
      !/^domain\/(glossary|permissions)\.ts$/.test(path),
  );
}

function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
