import { sentences } from './sentences.ts';
import { HISTORY } from './terms.ts';
import { normOf, type Span } from './text.ts';

const LONGEST_LEAD = 24;

/**
 * The acts of a paragraph. "强化执法办案。积极响应…。" is one act under its short leading sentence, and a paragraph may
 * hold several; without such leads every sentence is an act. Sentences that tell history or form a council are none.
 */
export function acts(span: Span): Span[] {
  const list = sentences(span);
  const first = list[0];
  if (first === undefined || HISTORY.test(normOf(first))) return [];
  const titled = list.length > 1 && isLead(normOf(first));
  const groups: Span[] = [];
  list.forEach((sentence, index) => {
    const norm = normOf(sentence);
    const last = groups.at(-1);
    const counted = COUNTED.test(norm);
    const alone = last !== undefined && last.start === list[index - 1]?.start && isLead(normOf(last));
    const opens =
      index === 0 ||
      counted ||
      (!listed(list, index) && (titled ? isLead(norm) && index < list.length - 1 && !alone : !isLimit(norm)));
    if (opens || last === undefined) groups.push(sentence);
    else groups[groups.length - 1] = { ...last, end: sentence.end };
  });
  return groups.filter((group) => isActText(normOf(group)));
}

/** Whether an enumeration ("一是…") has begun before this sentence. */
function listed(list: readonly Span[], index: number): boolean {
  return list.slice(Math.max(0, index - 12), index).some((sentence) => COUNTED.test(normOf(sentence)));
}

/** "6月30日前完成。" only dates the act before it. */
function isLimit(norm: string): boolean {
  return (
    norm.length <= 24 &&
    /^[\d年月日底末前之上下半季度旬]{2,14}(?:前|起|内)?[^，。]{0,8}(?:完成|建成|运行|印发|投入|落实|到位|实施|启动)/.test(
      norm,
    )
  );
}

/** "一是…。二是…。" */
const COUNTED = /^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，)/;

function isLead(norm: string): boolean {
  return (
    norm.length <= LONGEST_LEAD &&
    norm.length >= 5 &&
    /。$/.test(norm) &&
    !/，|\d/.test(norm) &&
    !/^(?:同时|此外)/.test(norm)
  );
}

/** How long a document holds and who explains it is nobody's task. */
const CLOSES = /^本(?:方案|计划|措施|办法|意见|细则|要点|行动计划)[^。]{0,40}(?:施行|实施|执行|解释|有效期)/;

function isActText(norm: string): boolean {
  if (norm.length < 4 || HISTORY.test(norm) || CLOSES.test(norm)) return false;
  return !/(?:担任|任)(?:组长|召集人|总召集人)|为(?:联席会议|领导小组)?(?:成员(?:单位)?|组员)[，。]/.test(norm);
}
