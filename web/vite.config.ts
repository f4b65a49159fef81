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

/** The client: hashed files under /assets, no inline script (the page policy forbids them), no map in production. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), nodeless()],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: {
    port: Number(process.env.HUMI_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(['/api/', '/log/', '/verify'].map((path) => [path, server])),
  },
});
