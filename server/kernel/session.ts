import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret for a link or a session: 256 bits, URL-safe. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
