import type { When } from './dates.ts';

/** "较2024年", "比去年同期", "与上年相比", "在2023年基础上": what a goal is measured against. */
const BASELINE =
  /(?:由|从)(?:目前|现在|当前|现有|上年|去年|20\d{2}年底?)?的?\d[\d.]*[%家个件人分名处]?(?=[^，。；\d]{0,6}(?:提|增|升|降|扩|减|缩|压))|在[^，。；]{2,40}?的?基础上|(?:比|较|同比|与|相比|相较于?|对比|在)(?:于)?(?:上一?年度?|去年|上年度?|前一年|(?:19|20)\d{2}年(?:度|底|末|全年)?|“[^”]{2,6}”(?:期)?末|基期|基准年|现有|目前)(?:同期|年底|年末|平均|末)?(?:水平|基数|数|基础上?)?(?:相比)?/g;

/** The text with such words blanked, every other character in its place. */
export function withoutBaselines(norm: string): string {
  return norm.replace(BASELINE, (words) =>
    /^在/.test(words) && !/基础/.test(words) ? words : '＿'.repeat(words.length),
  );
}

/** The dates that are no baselines. */
export function ownDates(norm: string, dates: readonly When[]): When[] {
  const plain = withoutBaselines(norm);
  return dates.filter((when) => plain[when.start] !== '＿');
}
