import { Refused } from '../refused.ts';

/** Chinese words of workbooks and titles; pages have their own in both languages. */
export const kindWords = { visit: '走访', patrol: '巡查', return: '回访', diagnosis: '诊断' } as const;

export const topicWords = {
  organisation: '组织与责任',
  rules: '制度建设',
  classification: '密点定密',
  people: '人员管理',
  agreements: '协议签订',
  areas: '场所区域',
  carriers: '涉密载体',
  systems: '系统与数据',
  outward: '对外合作',
  emergency: '应急与维权',
  training: '宣传培训',
  needs: '企业诉求',
} as const;

export const severityWords = { low: '一般', medium: '较重', high: '严重' } as const;

export type Topic = keyof typeof topicWords;
export type Severity = keyof typeof severityWords;

/** So far a phone's clock and the moment of arrival may lie apart before it is said. */
const apartMinutes = 10;

/**
 * What is odd about when it was written: `clock_ahead` when the phone's clock was ahead of ours, `sent_later` when it
 * arrived more than ten minutes after it was written (off line, or a slow clock). Both times are kept.
 */
export function warningsOf({ told, received }: { told: Date; received: Date }): ('clock_ahead' | 'sent_later')[] {
  const minutes = (received.getTime() - told.getTime()) / 60_000;
  if (minutes < -1) return ['clock_ahead'];
  return minutes > apartMinutes ? ['sent_later'] : [];
}

/** A visit is of a day that has come: visit_ahead. Days after it lie behind it: visit_days. */
export function checkDays(
  visit: { visited_on: string; next_on: string | null; findings: readonly { due_on: string | null }[] },
  today: string,
): void {
  const { visited_on, next_on, findings } = visit;
  if (visited_on > today) throw new Refused('visit_ahead', { field: 'visited_on', day: visited_on });
  if (next_on !== null && next_on <= visited_on) throw new Refused('visit_days', { field: 'next_on', day: visited_on });
  findings.forEach(({ due_on }, index) => {
    if (due_on !== null && due_on < visited_on)
      throw new Refused('visit_days', { field: `findings.${index}.due_on`, day: visited_on });
  });
}

/** Two findings of one visit have different ids: invalid. */
export function checkIds(findings: readonly { id: string }[]): void {
  if (new Set(findings.map(({ id }) => id)).size < findings.length)
    throw new Refused('invalid', { field: 'findings', rule: 'uniqueItems' });
}

/** The clock of a finding, one for the firm that remedies and one for whoever looks again. */
export const findingClocks = (finding: string) => {
  const part = finding.slice(-12);
  return { firm: `finding.due.${part}`, visitor: `finding.check.${part}` };
};
