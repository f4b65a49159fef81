import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { agreementWords } from '#domain/agreements/words.ts';
import type { Fonts, PdfBlock } from '#papers/pdf.ts';
import { writePdf } from '#papers/pdf.ts';
import type { Reader, Writer } from '#server/db/open.ts';

type Signed = {
  readonly firm: string;
  readonly number: number;
  readonly kind: string;
  readonly text: string;
  readonly sha256: string;
  readonly secrets: readonly number[];
  readonly party_name: string | null;
  readonly party_firm: string | null;
  readonly signing: string;
  readonly way: string;
  readonly signer: string | null;
  readonly how: string | null;
  readonly drawing: string | null;
  readonly code_at: string | null;
  readonly read_at: string | null;
  readonly signed_at: string;
  readonly address: string | null;
  readonly agent: string | null;
};

/** The signed agreement behind a signing: text, signature and what happened at the screen; null when it is not signed. */
export async function readSigned(
  handle: Reader | Writer,
  by: { readonly agreement: string } | { readonly pass_hash: string; readonly now: Date },
): Promise<Signed | null> {
  // Both handles read alike; the narrower type has every word used here.
  const db = handle as Reader;
  const found = db
    .selectFrom('signings as s')
    .innerJoin('agreements as a', 'a.id', 's.agreement_id')
    .innerJoin('organisations as o', 'o.id', 'a.org_id')
    .select(['o.name as firm', 'a.number', 'a.kind', 'a.text', 'a.sha256', 'a.secrets', 'a.party_name', 'a.party_firm'])
    .select(['s.id as signing', 's.way', 's.signer', 's.how', 's.drawing', 's.code_at', 's.read_at', 's.signed_at'])
    .select(['s.address', 's.agent'])
    .where('s.signed_at', 'is not', null);
  const row = await ('agreement' in by
    ? found.where('a.id', '=', by.agreement)
    : found.where('s.pass_hash', '=', by.pass_hash).where('s.pass_until', '>', by.now.toISOString())
  ).executeTakeFirst();
  return row ? { ...row, signed_at: row.signed_at ?? '' } : null;
}

/** The record as a PDF: the text as it was signed, the signature, and a page of evidence. */
export async function writeRecord(signed: Signed): Promise<Uint8Array> {
  const { number, kind, text, signer, how, drawing, signed_at } = signed;
  // The column's check constraint allows exactly the kinds.
  const title = agreementWords[kind as 'confidentiality'][0];
  const lines = text
    .split('\n')
    .map((line): PdfBlock => ({ kind: 'paragraph', runs: [{ text: line }], align: 'left' }));
  const mark: PdfBlock =
    how === 'drawn'
      ? { kind: 'drawing', path: drawing ?? '', box: [600, 200], width: 90, alt: '签署人手写签名：' }
      : { kind: 'paragraph', runs: [{ text: `签署人输入姓名并确认：${drawing ?? ''}` }], align: 'left' };
  return writePdf(
    {
      title: `${title}（第${number}号）`,
      footer: `${signed.firm}　第${number}号协议`,
      at: new Date(signed_at),
      blocks: [
        { kind: 'title', text: title },
        { kind: 'subtitle', text: `第${number}号` },
        ...lines,
        { kind: 'heading', level: 2, text: '签署' },
        {
          kind: 'paragraph',
          runs: [{ text: `签署人：${signer ?? ''}　签署时间：${timeInChina(signed_at)}` }],
          align: 'left',
        },
        mark,
        { kind: 'page_break' },
        { kind: 'title', text: '签署证据页' },
        {
          kind: 'table',
          form: true,
          columns: [
            { header: '', width: 1 },
            { header: '', width: 3 },
          ],
          rows: evidence(signed),
        },
        { kind: 'note', runs: [{ text: notes }] },
      ],
    },
    await fonts(),
  );
}

const notes =
  '正文摘要值为正文的UTF-8字节（换行为LF）的SHA-256。时间均为服务器时间（北京时间）。签署链接与签署码由发送方通过两种不同渠道交付；系统只保存其摘要值。';

function evidence(signed: Signed) {
  const rows: readonly (readonly [string, string])[] = [
    ['发送单位', signed.firm],
    ['签署人', [signed.signer, signed.party_firm].filter(Boolean).join('，')],
    ['涉及秘密编号', signed.secrets.join('、') || '未列明'],
    ['正文摘要值（SHA-256）', signed.sha256],
    ['身份核验方式', signed.way === 'link' ? '一次性链接和六位签署码' : '本人账号登录'],
    ['核验通过时间', timeInChina(signed.code_at)],
    ['阅读至文末时间', timeInChina(signed.read_at)],
    ['签署时间', timeInChina(signed.signed_at)],
    ['签名方式', signed.how === 'drawn' ? '手写' : '输入姓名并确认'],
    ['网络地址', signed.address ?? ''],
    ['浏览器', signed.agent ?? ''],
    ['签署编号', signed.signing],
    ['存证编号', '见企业存证记录'],
  ];
  return rows.map(([name, value]) => [[{ text: name, bold: true as const }], [{ text: value }]]);
}

const timeInChina = (at: string | null): string =>
  at === null ? '' : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

let read: Promise<Fonts> | undefined;

/** The font is a package of its own (docs/decisions/0010): no machine needs one installed. Read when first asked for. */
const fonts = (): Promise<Fonts> => (read ??= readFonts());

async function readFonts(): Promise<Fonts> {
  const folder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'));
  const file = (name: string) => readFile(fileURLToPath(new URL(name, folder)));
  const [regular, bold] = await Promise.all([file('NotoSansHans-Regular.otf'), file('NotoSansHans-Bold.otf')]);
  return { regular, bold };
}
