import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret for a link or a session: 256 bits, URL-safe. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What a Caller carries for the text of an access key. No hash of a session can begin like this. */
export const hashKey = (key: string): string => `${keyMark}${hashToken(key)}`;

export const isKey = (token: string | null): boolean => token?.startsWith(keyMark) ?? false;

const keyMark = 'key:';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
