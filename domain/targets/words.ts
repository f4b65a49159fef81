import type { Aim, Standing } from './rules.ts';

/** How a target stands, as the workbook says it; web/i18n has the same words for the pages. */
export const standingWords: Readonly<Record<Standing, { zh: string; en: string }>> = {
  met: { zh: '已达成', en: 'met' },
  exceeded: { zh: '已超限', en: 'exceeded' },
  on_course: { zh: '正常推进', en: 'on course' },
  behind: { zh: '进度落后', en: 'behind' },
  overdue: { zh: '到期未达成', en: 'overdue' },
  not_yet: { zh: '暂无数据', en: 'nothing to count yet' },
  no_register: { zh: '暂无登记簿', en: 'no register yet' },
};

/** What a target wants, as an official writes it: 不少于50家, 15—20个, 不超过3件, 10处. */
export function comparisonText({ comparison, value, value_to, unit }: Aim & { readonly unit: string }): string {
  if (comparison === 'between') return `${value}—${value_to ?? value}${unit}`;
  const before = comparison === 'at_least' ? '不少于' : comparison === 'at_most' ? '不超过' : '';
  return `${before}${value}${unit}`;
}
