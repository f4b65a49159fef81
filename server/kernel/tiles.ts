/** Where the public files of the evidence register lie: a folder or a bucket, by their standard paths under `log/`. */

/**
 * Paths are those of C2SP tlog-tiles without a leading slash (`tile/0/x001/234.p/17`, `tile/entries/000`, `checkpoint`);
 * any other text is Refused('not_found', {noun: 'tile'}). All may throw Refused('file_store_unavailable', {cause}).
 */
export type TileStore = {
  /** Whole and on disk when this returns. What lies under the path is replaced. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  remove(path: string): Promise<void>;
  /** Removes all partial tiles of the full tile at `path`, which stays. */
  removePartials(path: string): Promise<void>;
};
