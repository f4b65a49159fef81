import { strToU8, zipSync } from 'fflate';
import { textOf } from './markers.ts';
import type { Visitor } from './visit.ts';

type Sample = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** A text, a Word file (its words are compressed) and a picture with words in its metadata. */
export const samples = (): Sample[] => [
  {
    name: `${textOf('file.plain.name')}.txt`,
    // A media type is ASCII and in small letters.
    mimeType: `application/x-${textOf('file.plain.media_type').split(' ')[1]?.toLowerCase()}`,
    buffer: Buffer.from(textOf('file.plain.content')),
  },
  {
    name: `${textOf('file.paper.name')}.docx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(zipSync({ 'word/document.xml': strToU8(`<w:t>${textOf('file.paper.content')}</w:t>`) })),
  },
  {
    name: `${textOf('file.picture.name')}.png`,
    mimeType: 'image/png',
    buffer: Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      Buffer.from(`iTXtComment\0\0\0\0\0${textOf('file.picture.metadata')}IDAT${textOf('file.picture.content')}`),
    ]),
  },
];

/** Each is sealed in the browser, sent in parts, and named in the next version of the record. */
export async function addFiles({ page }: Visitor): Promise<void> {
  const card = page.getByRole('region', { name: '附件' });
  for (const sample of samples()) {
    await card.locator('input[type=file]').setInputFiles(sample);
    await card.locator('.secret-file-name', { hasText: sample.name }).waitFor();
    await card.getByRole('status').waitFor({ state: 'detached' });
  }
}
