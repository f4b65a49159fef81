import type { Static } from 'typebox';
import { states } from '#domain/glossary.ts';
import { plainCell } from '#domain/tasks/columns.ts';
import { kindWords, severityWords, topicWords } from '#domain/visits/rules.ts';
import type { Research } from '#domain/visits/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { dayCell, writeTable } from '#server/kernel/sheets.ts';
import { severityOf, topicOf } from '#server/visits/load.ts';
import type { Row } from '#server/visits/parts/find.ts';

const headings = [
  { title: '日期', width: 12, day: true },
  { title: '类型', width: 8 },
  { title: '企业', width: 32, wrap: true },
  { title: '走访单位', width: 26, wrap: true },
  { title: '走访内容', width: 30, wrap: true },
  { title: '发现问题', width: 44, wrap: true },
  { title: '方面', width: 14 },
  { title: '程度', width: 8 },
  { title: '整改措施', width: 36, wrap: true },
  { title: '整改期限', width: 12, day: true },
  { title: '整改状态', width: 12 },
  { title: '下次走访', width: 12, day: true },
  { title: '状态', width: 10 },
] as const;

/** A row for each finding; a visit without one has one row. The internal note is not part of it. */
export async function writeVisits(db: Reader, rows: readonly Row[]): Promise<Uint8Array> {
  const ids = rows.map(({ id }) => id);
  const found = ids.length
    ? await db
        .selectFrom('visit_findings')
        .select(['visit_id', 'what', 'topic', 'severity', 'remedy', 'due_on', 'state'])
        .where('visit_id', 'in', ids)
        .where('state', '<>', 'discarded')
        .orderBy('position')
        .execute()
    : [];
  const byVisit = Map.groupBy(found, ({ visit_id }) => visit_id);
  const lines = rows.flatMap((row) =>
    (byVisit.get(row.id) ?? [null]).map((finding) => [
      ...[dayCell(row.visited_on), kindWords[row.kind], plainCell(row.enterprise_name)],
      ...[plainCell(row.organisation_name), row.topics.map((topic) => topicWords[topic]).join('、')],
      ...(finding === null
        ? ['', '', '', '', null, '']
        : [
            ...[plainCell(finding.what), topicWord(finding.topic), severityWords[severityOf(finding.severity)]],
            ...[plainCell(finding.remedy ?? ''), dayCell(finding.due_on), stateWord(finding.state)],
          ]),
      ...[dayCell(row.next_on), stateWord(row.state)],
    ]),
  );
  return writeTable('走访', headings, lines);
}

const topicWord = (topic: string | null): string => {
  const known = topicOf(topic);
  return known === null ? '' : topicWords[known];
};

const findingWords: Readonly<Record<string, string>> = {
  open: '待整改',
  reported: '企业已整改，待核实',
  done: '已整改',
};

const stateWord = (state: string): string =>
  findingWords[state] ?? Object.entries(states).find(([key]) => key === state)?.[1].zh ?? state;

/** The report as lines of one sheet: numbers of the period, then by topic and by industry. */
export async function writeResearch(found: Static<typeof Research>): Promise<Uint8Array> {
  const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`);
  const { from, to, visits, firms, firms_total, findings, followed, late, kinds, topics, industries } = found;
  const counted = (part: string, rows: typeof topics, nameOf: (key: string) => string) =>
    rows.map((row) => [
      part,
      nameOf(row.key),
      row.firms,
      row.findings,
      row.high,
      row.followed,
      share(row.followed, row.findings),
    ]);
  const line = (name: string, value: string | number) => ['总体', name, value, null, null, null, null];
  return writeTable(
    '走访调研统计',
    [
      { title: '部分', width: 10 },
      { title: '项目', width: 28 },
      { title: '数量（家、次）', width: 24 },
      { title: '问题数', width: 10 },
      { title: '其中严重', width: 10 },
      { title: '已整改', width: 10 },
      { title: '整改率', width: 10 },
    ],
    [
      line('统计期间', `${from}至${to}`),
      line('走访次数', visits),
      line('走访企业数', firms),
      line('走访覆盖率', `${share(firms, firms_total)}（${firms}／${firms_total}家）`),
      [
        '总体',
        '发现问题',
        firms,
        findings,
        topics.reduce((sum, { high }) => sum + high, 0),
        followed,
        share(followed, findings),
      ],
      line('逾期未整改问题', late),
      ...kinds.map(({ key, visits: times }) => ['类型', kindWords[key], times, null, null, null, null]),
      ...counted('按方面', topics, (key) => topicWord(key || null) || '未分类'),
      ...counted('按行业', industries, (key) => plainCell(key) || '行业未登记'),
    ],
  );
}
