import type { PrintedDraft } from '#domain/plans/print.ts';

/** What was recognised in a plan, in Chinese, to be read in a terminal; what the text does not say is 未写明. */
export function planSummary(plan: PrintedDraft): string {
  const tasks = plan.measures.reduce((sum, measure) => sum + measure.tasks.length, 0);
  const lines = [
    `标题：${said(plan.title)}`,
    `文号：${said(plan.document_no)}　发文机关：${said(plan.issuer)}　印发日期：${said(plan.issued_on)}`,
    `期限：${plan.period ? span(plan.period) : UNSAID}`,
    ...section('依据', plan.basis, (basis) => `《${basis.title}》${basis.document_no ?? ''}`),
    ...section('阶段', plan.phases, (phase) => `${phase.title}（${span(phase)}）`),
    ...section('目标', plan.targets, targetLine),
    ...section(`措施（任务共 ${tasks} 项）`, plan.measures, measureLine),
    ...councilLines(plan.council),
    ...section('定期报送', plan.reports, (report) => `每年 ${report.due.join('、')}，报${said(report.to.join('、'))}`),
    ...section('提示', plan.notes, (note) => `${note.level === 'conflict' ? '矛盾' : '待核'}：${note.message}`),
  ];
  return `${lines.join('\n')}\n`;
}

const UNSAID = '未写明';
const COMPARISONS = { at_least: '不少于', exactly: '', at_most: '不超过', between: '' } as const;

function said(value: string | null): string {
  return value === null || value === '' ? UNSAID : value;
}

function span({ from, to }: { from: string | null; to: string | null }): string {
  return from === null && to === null ? UNSAID : `${from ?? UNSAID} 至 ${to ?? UNSAID}`;
}

function section<T>(title: string, items: readonly T[], lineOf: (item: T) => string): string[] {
  return [`${title}：${items.length} 项`, ...items.map((item, i) => `  ${i + 1}. ${lineOf(item)}`)];
}

function targetLine(target: PrintedDraft['targets'][number]): string {
  const upTo = target.value_to === null ? '' : `—${target.value_to}`;
  const amount = `${COMPARISONS[target.comparison]}${target.value}${upTo}${target.unit ?? ''}`;
  return `${target.subject_text} ${amount}（${target.by ?? `时限${UNSAID}`}）`;
}

function measureLine(measure: PrintedDraft['measures'][number]): string {
  const no = (measure.no ?? '').replace(/(\w)$/, '$1. ');
  return `${no}${measure.title}（任务 ${measure.tasks.length} 项）`;
}

function councilLines(council: PrintedDraft['council']): string[] {
  if (!council) return [`领导机构：${UNSAID}`];
  return [
    `领导机构：${said(council.name)}`,
    `  负责人：${said(council.head)}　副职：${said(council.deputies.join('、'))}`,
    `  成员单位：${council.members.length} 个　办公室：${said(council.office)}`,
  ];
}
