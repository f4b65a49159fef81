import PDFDocument from 'pdfkit';
import { makeDocx, p } from '#server/plans/extract/test-documents.ts';

export type BadFile = { readonly name: string; readonly bytes: Buffer; readonly says: RegExp };

/** Files that no plan can be read from, and what the page must say about each. */
export async function badFiles(): Promise<BadFile[]> {
  return [
    { name: '空.docx', bytes: Buffer.alloc(0), says: /是空文件。请确认选择了正确的文件/ },
    { name: '没有文字.docx', bytes: Buffer.from(makeDocx({ body: p('') })), says: /里没有任何文字：请确认选对了文件/ },
    {
      name: '程序.docx',
      bytes: Buffer.from('\x7fELF\0\0\0\x01'.repeat(200), 'latin1'),
      says: /不是可以读取的文档：请使用/,
    },
    { name: '照片.jpg', bytes: Buffer.from('\xff\xd8\xff', 'latin1'), says: /格式不支持。请选择/ },
    { name: '有密码.pdf', bytes: await pdf({ userPassword: 'secret' }, true), says: /有密码保护：请打开后去掉密码/ },
    { name: '扫描件.pdf', bytes: await pdf({}, false), says: /只有图片没有文字（扫描件）：请使用电子版原件/ },
    { name: 'too-large.docx', bytes: Buffer.alloc(51 * 1024 * 1024, 1), says: /为 51 MB，超过 50 MB 上限/ },
  ];
}

async function pdf(options: PDFKit.PDFDocumentOptions, written: boolean): Promise<Buffer> {
  const document = new PDFDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (written) document.text('A work plan of a county that nobody may read without the password');
  else document.rect(10, 10, 300, 500).fill('gray');
  document.end();
  await new Promise((resolve) => document.on('end', resolve));
  return Buffer.concat(chunks);
}
