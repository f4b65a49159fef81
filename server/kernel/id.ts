import { uuidv7 } from 'uuidv7';

/** UUIDv7, made in the application so that every engine behind us accepts it. */
export const newId = (): string => uuidv7();
