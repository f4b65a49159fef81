import type { Kind } from './kinds.ts';
import type { Part } from './part.ts';
import { normOf } from './text.ts';

/** 第七条 of a plan that is written as rules. */
export function isArticle(part: Part): boolean {
  return part.no !== null && /^第.{1,4}条$/.test(part.no.replace(/\s/g, ''));
}

const SAYS: readonly [Kind, RegExp][] = [
  ['basis', /^(?:（[^）]{0,12}(?:目的|依据)[^）]{0,6}）)?为(?:了|进一步|全面|深入|切实|加强|规范)?|制定本|根据《/],
  ['goals', /目标(?:是|为|：|任务)|(?:主要|工作|总体)目标|^到20\d\d年/],
  ['principles', /适用(?:于|范围)|所称|是指|遵循[^。]{0,60}原则|坚持[^。]{0,60}原则/],
  ['council', /^[^。]{0,40}(?:成立|设立|建立|组建)[^。]{2,40}(?:领导小组|委员会|专班|联席会议|指挥部)/],
  ['phases', /(?:分|按)[^。]{0,12}(?:阶段|步骤)|^[^。]{0,20}(?:实施步骤|阶段安排)/],
  ['safeguards', /(?:负责|予以)解释|起施行|有效期|^[^。]{0,30}(?:经费|考核|报送|报告制度)|年度工作报告/],
];

/** What an article speaks of: by its own heading, else by its first words. Null when neither tells. */
export function articleKind(part: Part): Kind | null {
  const text = normOf({ ...part.span, end: Math.min(part.span.end, part.span.start + 300) }).replace(
    /^第.{1,4}条[\s、：]*/,
    '',
  );
  if (
    (text.match(/(?:^|。)[^，。；：]{2,20}(?:局|委|办|院|机关|部门|政府|管委会|中心|单位)(?:主要|具体)?负责/g)
      ?.length ?? 0) >= 2
  )
    return 'council';
  return SAYS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
