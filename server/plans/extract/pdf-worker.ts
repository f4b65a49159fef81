import { parentPort, workerData } from 'node:worker_threads';
import { Refused } from '#domain/refused.ts';
import type { PdfAnswer } from './pdf.ts';
import { readPages } from './pdf-pages.ts';
import { pagesToText } from './pdf-text.ts';

const { bytes, name }: { bytes: Uint8Array; name: string } = workerData;
parentPort?.postMessage(await answer());

async function answer(): Promise<PdfAnswer> {
  try {
    return { text: pagesToText(await readPages(bytes, name), name) };
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason, detail: { ...error.detail } };
    throw error;
  }
}
