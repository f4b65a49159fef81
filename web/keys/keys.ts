import { api, read } from '../api.ts';

export const readKeys = (page: number, size: number) =>
  read(api.GET('/api/keys', { params: { query: { page, size } } }));

export type Key = Awaited<ReturnType<typeof readKeys>>['rows'][number];

/** The file in which a program keeps its key, named so in every command that the page shows. */
export const keyFile = 'humi.key';

/** What the engineer types on the server; the key itself never stands on a command line, which others can read. */
export const saveCommand = `(umask 077; cat > ${keyFile})`;

export const depositCommand = (origin: string, folder: string): string =>
  `humi deposit ${folder} --server ${origin} --key-file ${keyFile}`;
