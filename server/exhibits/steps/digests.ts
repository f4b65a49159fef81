import { Refused } from '#domain/refused.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { attachedTo } from './write.ts';

export type Given = {
  readonly sha256?: string | undefined;
  readonly sm3?: string | undefined;
  readonly size?: number | undefined;
  readonly content_name?: string | undefined;
};

export type Content = { sha256: string; sm3: string; size: number; content_name: string };

const needed = ['sha256', 'sm3', 'size', 'content_name'] as const;

/** Both digests with name and size, or nothing; a part of them is `invalid` by the name of what is missing. */
export function contentOf(given: Given): Content | null {
  if (needed.every((name) => given[name] === undefined)) return null;
  const { sha256, sm3, size, content_name } = given;
  if (sha256 === undefined || sm3 === undefined || size === undefined || content_name === undefined)
    throw new Refused('invalid', {
      field: needed.find((name) => given[name] === undefined) ?? 'sha256',
      rule: 'required',
    });
  return { sha256, sm3, size, content_name };
}

/** An attached file is the content that was taken: its digest, made here, is the one that the browser sent. */
export async function checkFileIsContent(
  ctx: VerbContext,
  { exhibit, file, content }: { exhibit: string; file: string | undefined; content: Content | null },
): Promise<void> {
  if (file === undefined) return;
  const { sha256 } = await attachedTo(ctx, exhibit, file);
  if (content === null) throw new Refused('invalid', { field: 'sha256', rule: 'required' });
  if (content.sha256 !== sha256) throw new Refused('digest_not_of_file', { field: 'sha256' });
}
