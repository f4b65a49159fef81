import { hashFile } from './hash-file.ts';

/** Both digests of `megabytes` of changing bytes, as a page computes them. Megabytes (2^20) a second. */
export async function measureHashing(megabytes: number, worker?: () => Worker): Promise<number> {
  const block = crypto.getRandomValues(new Uint8Array(65_536));
  const piece = new Blob(Array.from({ length: 16 }, () => block));
  const whole = new Blob(Array.from({ length: megabytes }, () => piece));
  await hashFile(piece, { worker });
  const begin = performance.now();
  await hashFile(whole, { worker });
  return megabytes / ((performance.now() - begin) / 1000);
}
