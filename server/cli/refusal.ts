import { Refused } from '#domain/refused.ts';
import { sentenceFor } from '#domain/sentences.ts';

/** A refusal as the command line says it, Chinese then English; null for a bug. */
export function refusalText(error: unknown): string | null {
  if (error instanceof Refused)
    return `${sentenceFor(error.reason, error.detail, 'zh')}\n${sentenceFor(error.reason, error.detail, 'en')}\n`;
  if (isPortTaken(error))
    return '端口已被占用。请先停止占用它的程序，或用 HUMI_PORT 另设端口。\nThe port is in use. Stop the other program, or set another port with HUMI_PORT.\n';
  return null;
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
