import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

/** One way to start a browser: an executable, and what its environment needs beside ours. */
type Launch = { path: string; env?: Record<string, string> };
type Source = { name: string; find: () => Launch[] | Promise<Launch[]> };

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * In this order. The last two bring a browser; the others find one. The shell without windows comes first: it is the
 * same engine, and a new visitor costs it a tenth of a second of processor instead of three quarters.
 */
const sources: readonly Source[] = [
  { name: 'CHROME_PATH', find: () => launches([process.env.CHROME_PATH]) },
  { name: 'shell', find: () => launches(onPath(['chromium-headless-shell', 'chrome-headless-shell'])) },
  { name: 'system', find: () => launches([...onPath(browsers), ...applications()]) },
  { name: 'playwright', find: () => launches([chromium.executablePath(), ...playwrightCache()]) },
  { name: 'sparticuz', find: unpackSparticuz },
  { name: 'apt', find: installByApt },
];

/**
 * A headless Chromium for tests, with no manual step where one can be had. HUMI_TEST_BROWSER=name tries one source
 * only (CHROME_PATH, shell, system, playwright, sparticuz, apt). The caller closes it.
 * @throws Error with the one command to run, and what was tried, when no browser starts
 */
export const openBrowser = (): Promise<Browser> => open((options) => chromium.launch(options));

/** The same with a profile that lies in a folder, as people have one: what pages keep goes to disk, not to memory. */
export const openProfile = (folder: string): Promise<BrowserContext> =>
  open((options) => chromium.launchPersistentContext(folder, options));

type Opening<T> = (options: LaunchOptions) => Promise<T>;

async function open<T>(opening: Opening<T>): Promise<T> {
  const only = process.env.HUMI_TEST_BROWSER;
  const failures: string[] = [];
  for (const source of sources.filter(({ name }) => only === undefined || only === name)) {
    for (const launch of await found(source, failures)) {
      const browser = await start(launch, failures, opening);
      if (browser !== undefined) return browser;
    }
  }
  throw new Error(
    `No Chromium for the tests. Run: ${commandToRun()}\nor set CHROME_PATH to one.\n${failures.join('\n')}`,
  );
}

async function found(source: Source, failures: string[]): Promise<Launch[]> {
  try {
    return await source.find();
  } catch (error) {
    failures.push(`${source.name}: ${firstLine(error)}`);
    return [];
  }
}

/** In a locale that cannot spell Chinese (cron, CI) a browser neither opens a file with a Chinese name nor saves one. */
const utf8 = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };

async function start<T>({ path, env }: Launch, failures: string[], opening: Opening<T>): Promise<T | undefined> {
  try {
    return await opening({ executablePath: path, args: flags, env: { ...process.env, ...utf8, ...env } });
  } catch (error) {
    failures.push(`${path}: ${firstLine(error)}`);
    return undefined;
  }
}

function launches(paths: readonly (string | undefined)[]): Launch[] {
  return paths
    .filter((path) => path !== undefined && path !== '' && existsSync(path))
    .map((path) => ({ path: path ?? '' }));
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

function onPath(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return process.platform === 'linux' ? names.flatMap((name) => folders.map((folder) => join(folder, name))) : [];
}

function applications(): string[] {
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (process.platform !== 'win32') return [];
  const { ProgramFiles, 'ProgramFiles(x86)': programFiles86, LOCALAPPDATA } = process.env;
  return [ProgramFiles, programFiles86, LOCALAPPDATA].flatMap((folder) =>
    [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ].map((program) => join(folder ?? 'C:\\Program Files', program)),
  );
}

/** Browsers that any release of Playwright has installed, newest first. */
function playwrightCache(): string[] {
  const folders = {
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
  };
  const here = process.platform === 'darwin' || process.platform === 'win32' ? folders[process.platform] : undefined;
  const cwd = process.env.PLAYWRIGHT_BROWSERS_PATH ?? here ?? join(homedir(), '.cache', 'ms-playwright');
  const programs =
    '{chrome,headless_shell,chrome-headless-shell,chrome.exe,headless_shell.exe,chrome-headless-shell.exe}';
  return globSync(`chromium*-*/*/${programs}`, { cwd })
    .sort()
    .reverse()
    .map((path) => join(cwd, path));
}

/**
 * The browser inside the npm package @sparticuz/chromium (Linux x64), unpacked once below .cache: first with the
 * libraries of the system, then with its own. It brings no Chinese font.
 */
async function unpackSparticuz(): Promise<Launch[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  const { version } = JSON.parse(readFileSync(join(packed, '..', 'package.json'), 'utf8'));
  const folder = join(writableCache(), `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, packed);
  const path = join(folder, 'chromium');
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return [
    { path, env: fonts },
    { path, env: { ...fonts, LD_LIBRARY_PATH: libraries } },
  ];
}

/** `.cache` of the repository, or for a user who may not write there a folder of the system. */
function writableCache(): string {
  const cache = fileURLToPath(new URL('../.cache', import.meta.url));
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return cache;
  } catch {
    return join(tmpdir(), `humi-cache-${process.getuid?.() ?? 0}`);
  }
}

/** Unpacks beside the target and renames, so that two runs at once and a broken one leave no half browser. */
async function unpackInto(folder: string, packed: string): Promise<void> {
  console.log(`Unpacking @sparticuz/chromium to ${folder}`);
  mkdirSync(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  chmodSync(draft, 0o755);
  const unpack = async (name: string, target: string) =>
    pipeline(
      createReadStream(join(packed, name)),
      createBrotliDecompress(),
      createWriteStream(target, { mode: 0o755 }),
    );
  await unpack('chromium.br', join(draft, 'chromium'));
  for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const archive = join(draft, basename(name, '.br'));
    await unpack(name, archive);
    const inside = name.startsWith('swiftshader') ? draft : archive.replace(/\.tar$/, '');
    mkdirSync(inside, { recursive: true });
    run('tar', ['-xf', archive, '-C', inside]);
    await rm(archive);
  }
  if (existsSync(folder)) await rm(draft, { recursive: true });
  else renameSync(draft, folder);
}

/** The last resort: Debian's Chromium without windows and Chinese fonts, when we are root there. */
function installByApt(): Launch[] {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return [];
  console.log(`No browser for the tests: ${commandToRun()}`);
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-cjk']);
  return launches(['/usr/bin/chromium-headless-shell']);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

function commandToRun(): string {
  return existsSync('/etc/debian_version')
    ? 'apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-cjk'
    : 'npx playwright-core install chromium-headless-shell';
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').find((line) => line.trim() !== '') ?? '';
}
