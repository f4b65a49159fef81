import type { Sentences } from '../sentence.ts';

export const visitSentences = {
  visit_ahead: {
    zh: '走访日期{day}还没有到。请核对日期；手机日期不准的，请先校准手机时间。',
    en: 'The day of the visit, {day}, has not come yet. Check the day, and the clock of your phone.',
  },
  visit_days: {
    zh: '下次走访日期须晚于走访日期{day}，整改期限不得早于走访日期。请核对日期。',
    en: 'The next visit must be after {day}, the day of this one, and no remedy may be due before it. Check the days.',
  },
  visit_period: {
    zh: '统计期间的起始日期晚于截止日期{day}。请重新选择日期。',
    en: 'The period begins after it ends on {day}. Choose the days again.',
  },
  visit_sent_otherwise: {
    zh: '这次走访已经登记，内容与本次提交的不同。请打开已登记的走访核对，需要更改的在那里修改。',
    en: 'This visit is recorded already, with other content. Open the recorded visit, compare, and change it there.',
  },
  visit_not_yours: {
    zh: '这次走访由其他单位登记，只能由登记单位修改。',
    en: 'Another organisation recorded this visit; only that one can change it.',
  },
  visit_finding_taken: {
    zh: '问题记录的编号已被使用，请重新填写该问题后保存。',
    en: 'The number of a finding is in use already. Write that finding again and save.',
  },
  visit_firm_closed: {
    zh: '该企业已停用，不能登记走访。请核对企业。',
    en: 'This firm is closed in the directory, so no visit can be recorded. Check the firm.',
  },
} as const satisfies Sentences;
