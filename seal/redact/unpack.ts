import { unzipSync } from 'fflate';
import { Refused } from '#domain/refused.ts';

const mostUnpacked = 200 * 1024 * 1024;

/** The files of a zip by path, those that are wanted. Throws Refused file_damaged, file_bomb. */
export function unpack(bytes: Uint8Array, wanted: (path: string) => boolean = () => true): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted(name)) return false;
        total += originalSize;
        if (total > mostUnpacked) throw new Refused('file_bomb');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('file_damaged');
  }
}
