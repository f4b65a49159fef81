import { Worker } from 'node:worker_threads';
import { Refused } from '#domain/refused.ts';
import { limits } from './limits.ts';

/** What the worker answers: the text, or the reason and detail of a refusal. */
export type PdfAnswer = { text: string } | { reason: string; detail: Record<string, string | number> };

/**
 * The text of a PDF with a text layer. It is read in a worker thread, because the library gives neither a bound on
 * time nor on memory for a hostile file, and would stop the server's event loop for an honest one.
 * Throws `file_encrypted`, `file_scanned`, `file_damaged`, `file_bomb` (out of memory), `file_too_large` (out of time).
 */
export function readPdf(bytes: Uint8Array, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      workerData: { bytes, name },
      resourceLimits: { maxOldGenerationSizeMb: limits.pdfHeapMegabytes },
    });
    const refuse = (reason: string, detail = {}) => reject(new Refused(reason, { name, ...detail }));
    const [began, size] = [performance.now(), process.memoryUsage.rss()];
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - size > limits.pdfGrowthBytes) refuse('file_bomb');
      else if (performance.now() - began > limits.pdfSeconds * 1000) refuse('file_too_large', { limit: SECONDS });
      else return;
      worker.terminate();
    }, 100);
    worker.once('message', (answer: PdfAnswer) => {
      if ('text' in answer) resolve(answer.text);
      else refuse(answer.reason, answer.detail);
    });
    worker.once('error', (error) => refuse(isOutOfMemory(error) ? 'file_bomb' : 'file_damaged'));
    worker.once('exit', () => {
      clearInterval(watch);
      refuse('file_damaged');
    });
  });
}

const SECONDS = `${limits.pdfSeconds} s`;

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
