import { notProven } from './not-proven.ts';
import { kindLabel, moment, type Words } from './words.ts';

/**
 * The page inside a proof (`read-me.html`) for whoever finds the file years later: what it proves, what not, how to
 * check it with and without us. Chinese, then English; no script, no network.
 */
export function readMe(proof: Described): string {
  const title = { zh: '这是一份存证证明', en: 'This is a proof of registration' };
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title.zh} · ${title.en}</title><style>${style}</style></head><body>
<main>${section(proof, 'zh', title)}</main>
<main lang="en">${section(proof, 'en', title)}</main>
</body></html>
`;
}

/** Of a proof file. */
type Described = {
  readonly about: {
    readonly origin: string;
    readonly index: number;
    readonly kind: string;
    readonly at: string;
    readonly organisation: { readonly id: string; readonly name: string | null };
    readonly title?: string;
  };
  readonly tokens: readonly { readonly file: string; readonly authority: string; readonly subject: string }[];
};

function section(proof: Described, language: 'zh' | 'en', title: Words): string {
  const { about, tokens } = proof;
  const say = (words: Words): string => escapeHtml(words[language]);
  const rows: [Words, string][] = [
    [{ zh: '登记系统', en: 'Register' }, escapeHtml(about.origin)],
    [{ zh: '编号', en: 'Number' }, String(about.index)],
    [{ zh: '类型', en: 'Kind' }, say(kindLabel(about.kind))],
    [{ zh: '登记方时钟', en: 'Register’s clock' }, say(moment(Date.parse(about.at)))],
    [{ zh: '单位', en: 'Organisation' }, escapeHtml(about.organisation.name ?? about.organisation.id)],
    ...(about.title ? [[{ zh: '标题', en: 'Title' }, escapeHtml(about.title)] satisfies [Words, string]] : []),
  ];
  const table = rows.map(([name, value]) => `<tr><th scope="row">${say(name)}</th><td>${value}</td></tr>`).join('');
  return `<h1>${say(title)}</h1><p>${say(proves)}</p><table>${table}</table>
<h2>${say({ zh: '不能证明什么', en: 'What it does not prove' })}</h2><ul>${notProven.map((it) => `<li>${say(it)}</li>`).join('')}</ul>
<h2>${say({ zh: '怎样核验', en: 'How to check it' })}</h2><ol>${ways.map((it) => `<li>${say(it)}</li>`).join('')}</ol>
${commandsFor(tokens)
  .map(({ words, command }) => `<p>${say(words)}</p><pre>${escapeHtml(command)}</pre>`)
  .join('')}`;
}

const proves: Words = {
  zh: '它证明：与本证明对应的内容，至迟在时间戳机构或见证方所证明的时刻已经存在，并且此后一个字节也没有改动；登记簿只增不改，登记方自己也不能删除或倒填。',
  en: 'It shows that the content which belongs to it existed at the latest at the moment that a time authority or a witness attests, and that not one byte has changed since. The register only grows: its operator, too, can neither remove nor back-date an entry.',
};

const ways: readonly Words[] = [
  {
    zh: '用核验页面：从登记方网站的“/verify”下载单个网页文件，拷到任何电脑上，断网打开，把本证明文件和原件拖进去。',
    en: 'With the page: download the single file from “/verify” of the register’s site, open it on any computer without a network, drop this proof and the original into it.',
  },
  {
    zh: '用命令：humi verify 证明.humi-proof 原件 --trust 信任清单.json',
    en: 'With the command: humi verify PROOF.humi-proof ORIGINAL --trust trust-list.json',
  },
  {
    zh: '用通用工具：proof.tlog-proof 采用公开规范 C2SP tlog-proof（RFC 6962 散列），entry.bin 是登记条目，任何支持该规范的工具都能核验；时间戳用 openssl 核验，命令如下。',
    en: 'With stock tools: proof.tlog-proof follows the public C2SP tlog-proof (RFC 6962 hashing) and entry.bin is the entry, so any tool for that format can check it; time stamps with openssl, as below.',
  },
  {
    zh: '签名密钥的指纹，请与登记方在监测页、存证证书上公布的核对。本文件内的“trust.json”只是出具方自己的说法。',
    en: 'Compare the fingerprint of the signing key with the one on the register’s monitor page or a printed certificate. “trust.json” in this file is only what the issuer says of itself.',
  },
];

/** The commands of openssl for each time stamp, to be run where the proof was unpacked. */
function commandsFor(tokens: Described['tokens']): { words: Words; command: string }[] {
  return tokens.map(({ file, authority, subject }) => {
    const stamped = subject === 'checkpoint' ? 'checkpoint.txt' : subject === 'entry' ? 'entry.bin' : subject;
    return {
      words: { zh: `时间戳“${file}”（${authority}）：`, en: `Time stamp “${file}” (${authority}):` },
      command: `openssl ts -verify -in ${file} -data ${stamped} -CAfile '${certificateName(authority)}'`,
    };
  });
}

/** `certificates/名称.pem`: what a file name cannot hold becomes a dash. */
export const certificateName = (authority: string): string =>
  `certificates/${authority.replaceAll(/[\\/:*?"'<>|\p{Cc}]/gu, '-').slice(0, 60) || '-'}.pem`;

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const style =
  'body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c2733;background:#fff;margin:0}' +
  'main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem}main+main{border-top:1px solid #d6dde4}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #e6ebf0;overflow-wrap:anywhere}th{width:9rem;font-weight:500;color:#52606d}' +
  'pre{background:#f4f6f8;padding:.75rem;overflow-x:auto;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere}';
