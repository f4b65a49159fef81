/** Where attachments lie: on a disk or in an S3-compatible store. Rows hold an id, a hash, a size and a name. */
import type { Readable } from 'node:stream';

/**
 * One store of whole files. Ids are UUIDs: any other text is Refused('invalid', {field: 'id'}), so that no id leads out
 * of the store. All may throw Refused('file_store_unavailable', {cause}).
 */
export type FileStore = {
  /**
   * Keeps a file under `id`, replacing one that is there; it is visible, whole and on disk when this returns, or not at
   * all. Throws Refused: 'file_too_large' {limit} as soon as more than maxBytes came, 'disk_full' {}. An error of the
   * body (the client went away) comes through as it is.
   */
  put(id: string, body: FileBody, bounds?: { maxBytes?: number }): Promise<StoredFile>;
  /** The file's bytes. Throws Refused('not_found', {noun: 'file'}). */
  read(id: string): Promise<Readable>;
  /** Removes the file; none there is no error. */
  remove(id: string): Promise<void>;
  exists(id: string): Promise<boolean>;
};

export type FileBody = Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes, and lower-case hexadecimal SHA-256. */
export type StoredFile = { size: number; sha256: string };

export type DiskConfig = { kind: 'disk'; dir: string };
export type S3Config = {
  kind: 's3';
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};
export type FileStoreConfig = DiskConfig | S3Config;
