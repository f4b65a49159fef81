/** The worker as a file of its own, which a page with `script-src 'self'` may start. A page without files inlines it. */
export const startHashWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
