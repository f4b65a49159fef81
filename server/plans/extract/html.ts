import { Refused } from '#domain/refused.ts';
import { articleOf } from './html-article.ts';
import { readBlocks } from './html-blocks.ts';
import { parseHtml } from './html-tree.ts';
import { collectLines } from './lines.ts';
import { type Decoded, decodeText, strictly } from './plain.ts';

/**
 * The article of a web page: blocks as lines, tables as rows. When one container clearly holds the article, menus
 * and link lists around it are left out, but never the title nor the particulars above it (document number, issuer,
 * date). Throws `file_encoding`, `file_binary`, `file_too_large`, `file_empty`.
 */
export function readHtml(bytes: Uint8Array, name: string): Decoded {
  const { text: html, encoding } = decodePage(bytes, name);
  const { root, title } = parseHtml(html, name);
  const blocks = readBlocks(root);
  const lines = collectLines(name);
  for (const line of articleOf(blocks, title)) lines.add(line);
  if (lines.text().trim() === '') throw new Refused('file_empty', { name });
  return { text: lines.text(), encoding };
}

/** The page says its encoding near its top; gb2312 and gbk are parts of GB18030. It may also be wrong. */
function decodePage(bytes: Uint8Array, name: string): Decoded {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const label = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? '';
  const marked = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff|ÿþ|þÿ)/.test(head);
  if (marked || label.startsWith('utf')) return decodeText(bytes, name);
  if (!/^(gb2312|gbk|gb18030|gb_2312-80|x-gbk|cp936)$/.test(label)) return decodeText(bytes, name);
  const utf8 = strictly('utf-8', bytes);
  return utf8 ?? strictly('gb18030', bytes) ?? mended(bytes, name);
}

/** Old sites cut titles in the middle of a sign: a page that names its encoding may have a few broken bytes. */
function mended(bytes: Uint8Array, name: string): Decoded {
  const text = new TextDecoder('gb18030').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  if (broken > text.length / 1000 + 2) throw new Refused('file_encoding', { name });
  return { text, encoding: 'gb18030' };
}
