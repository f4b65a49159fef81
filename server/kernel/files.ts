export type FileStore = Record<string, never>;
export const openFileStore = (_: unknown): FileStore => ({});
