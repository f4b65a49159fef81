import { attachFile } from '#server/files/attach.ts';
import { showFile } from '#server/files/queries.ts';
import { download, type Route, upload } from '#server/kernel/routes.ts';

export const fileRoutes: readonly Route[] = [upload('/files', attachFile), download('/files/:id/content', showFile)];
