import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = `http://127.0.0.1:${process.env.HUMI_PORT ?? 8080}`;

/** sm-crypto-v2 asks Node for chance where there is any; the client makes no keys (as in tools/build-verify.ts). */
function nodeless(): Plugin {
  const nothing = '\0nothing';
  return {
    name: 'nodeless',
    enforce: 'pre',
    resolveId: (id) => (id === 'crypto' ? nothing : null),
    load: (id) => (id === nothing ? 'export {}' : null),
  };
}

/** Pages that open without a network, beside the shell: a name that is not there fails the build. */
const offlinePages = [
  'home/HomePage.tsx',
  'assessments/DetailPage.tsx',
  'visits/NewPage.tsx',
  'ui/OutboxPage.tsx',
  'OutboxNotice.tsx',
  'KeptNotice.tsx',
  'i18n/zh-more.ts',
  'i18n/en.ts',
];

type Chunk = {
  type: 'chunk';
  fileName: string;
  code: string;
  facadeModuleId: string | null;
  imports: string[];
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
};
type Bundle = Record<string, Chunk | { type: 'asset'; fileName: string }>;

/** Writes into the service worker which files it keeps: those of the shell and of the pages above, and their version. */
function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    enforce: 'post',
    generateBundle(_, made) {
      // Rolldown's and Vite's own description of what was made; only these parts are read.
      const bundle = made as unknown as Bundle;
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const of = (page: string): Chunk | undefined =>
        chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/web/${page}`));
      const worker = chunks.find(({ fileName }) => fileName === 'service-worker.js');
      if (!worker) throw new Error('service-worker.js was not made');
      const found = ['index.html', ...offlinePages].map((page) => {
        const chunk = of(page);
        if (!chunk) throw new Error(`web/${page} is to open without a network, but is no page of its own`);
        return chunk.fileName;
      });
      const files = filesOf(bundle, found);
      const version = createHash('sha256').update(files.join('\n')).update(worker.code).digest('hex').slice(0, 12);
      worker.code = worker.code
        .replaceAll('__HUMI_FILES__', JSON.stringify(files.map((file) => `/${file}`)))
        .replaceAll('__HUMI_VERSION__', JSON.stringify(version));
    },
  };
}

/** These files, what they import at once, and their styles and pictures. */
function filesOf(bundle: Bundle, names: readonly string[]): string[] {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const made = bundle[name];
    if (files.has(name)) return;
    files.add(name);
    if (made?.type !== 'chunk') return;
    for (const more of [...(made.viteMetadata?.importedCss ?? []), ...(made.viteMetadata?.importedAssets ?? [])])
      files.add(more);
    for (const next of made.imports) visit(next);
  };
  for (const name of names) visit(name);
  return [...files, 'icon.svg'].sort();
}

/** The client: hashed files under /assets, no inline script (the page policy forbids them), no map in production. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), nodeless(), offlineFiles()],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('./index.html', import.meta.url)),
        'service-worker': fileURLToPath(new URL('./offline-worker.ts', import.meta.url)),
      },
      output: {
        // A service worker serves what lies below it, and its address stays the same.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  // Workers are modules as the pages are, and know no Node either.
  worker: { format: 'es', plugins: () => [nodeless()] },
  server: {
    port: Number(process.env.HUMI_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(['/api/', '/log/', '/verify'].map((path) => [path, server])),
  },
});
