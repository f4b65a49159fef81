import { encodeBase64 } from '#domain/evidence/base64.ts';
import type { AlarmLine } from '#server/witness/alarms.ts';
import type { Alarm } from '#server/witness/judge.ts';
import type { Witness } from '#server/witness/parts.ts';

/** What `GET /status` answers. `at` is when the witness signed last, null for a log that it has never heard from. */
export type Status = {
  readonly witness: string;
  readonly vkey: string;
  readonly logs: readonly {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly at: string | null;
  }[];
  readonly alarms: { readonly total: number; readonly rows: readonly AlarmLine[] };
};

export const statusOf = ({ key, logs, state, alarms }: Witness): Status => ({
  witness: key.name,
  vkey: key.vkey,
  logs: [...logs.keys()].map((origin) => {
    const { size, root, at } = state.get(origin);
    return { origin, size, root: encodeBase64(root), at };
  }),
  alarms: { total: alarms.count(), rows: alarms.latest() },
});

/** The same for people, in Chinese and English on one page without scripts. */
export const statusPage = ({ witness, vkey, logs, alarms }: Status): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(witness)} · 见证程序 Witness</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2b2d}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #c9d4d5;overflow-wrap:anywhere}
code{overflow-wrap:anywhere}.bad{color:#a3161b}small{color:#52646a}</style>
<h1>见证程序 <small lang="en">Witness</small> ${escaped(witness)}</h1>
<p>本程序只对持续增长、与此前一致的存证登记簿签字。<br><span lang="en">This program co-signs a register only as long as it grows and keeps what it held before.</span></p>
<p>公钥 <span lang="en">Public key</span>: <code>${escaped(vkey)}</code></p>
<h2>登记簿 <small lang="en">Registers</small></h2>
${logs.length === 0 ? '<p>尚未收录登记簿。<span lang="en">None is listed yet.</span></p>' : table(['名称 Name', '条数 Entries', '根 Root', '最近签字（北京时间） Last signed (UTC+8)'], logs.map(logRow))}
<h2>拒绝签字 <small lang="en">Refusals</small></h2>
${alarms.total === 0 ? '<p>没有。<span lang="en">None.</span></p>' : refusals(alarms)}
</html>
`;

type Row = readonly string[];

const logRow = ({ origin, size, root, at }: Status['logs'][number]): Row => [
  origin,
  String(size),
  root,
  at === null ? '尚无 never' : timeText(at),
];

const refusals = ({ total, rows }: Status['alarms']): string =>
  `<p class="bad">共 ${total} 次，请立即联系登记簿所在单位。<span lang="en">${total} in all: contact the bureau that runs the register at once.</span></p>
<p>“分叉”是登记簿自己签名的证据。其他情况也可能是有人重发了旧的检查点或者不完整的证明，请与登记簿当前的检查点核对。<br><span lang="en">A fork is proven by the register's own two signatures. The others may be somebody who sent an old checkpoint or a broken proof: compare with the register's newest checkpoint.</span></p>
${table(['时间（北京时间） Time (UTC+8)', '登记簿 Register', '情况 What', '送来条数 Sent', '已签条数 Signed'], rows.map(alarmRow))}`;

/** Chinese time, which the page says in its head. */
const timeText = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const alarmRow = ({ at, origin, kind, size, seen_size }: AlarmLine): Row => [
  timeText(at),
  origin,
  words[kind],
  String(size),
  String(seen_size),
];

const words: Readonly<Record<Alarm, string>> = {
  fork: '条数相同而内容不同（分叉） another history of the same size (fork)',
  no_growth: '未保留此前内容 does not keep what it held before',
  shrunk: '条数少于已签字的条数 smaller than what was signed',
};

const table = (head: Row, rows: readonly Row[]): string =>
  `<table><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')}</table>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
