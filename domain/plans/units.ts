import { dropNames } from './names.ts';
import { COUNTED } from './posts.ts';

export type Units = { lead: string[]; supporting: string[] };

/** Cuts a list of units at 、，；and at 和/与 between two complete names; brackets are kept whole. Input: folded widths or as printed. */
export function splitUnits(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < list.length; i++) {
    const c = list[i] ?? '';
    if ('（(〔['.includes(c)) depth++;
    else if ('）)〕]'.includes(c)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && /[、，,；;。\n\t/]/.test(c)) {
      parts.push(list.slice(start, i));
      start = i + 1;
    } else if (depth === 0 && joinsTwo(list, start, i)) {
      parts.push(list.slice(start, i));
      start = i + (list.startsWith('以及', i) || list.startsWith('会同', i) ? 2 : 1);
    }
  }
  parts.push(list.slice(start));
  return [
    ...new Set(
      parts
        .flatMap((part) => part.split(/\s{2,}|　/))
        .flatMap(spaced)
        .map(cleanUnit)
        .filter((unit) => unit !== ''),
    ),
  ];
}

const UNIT_END =
  /(?:局|委|办|部|厅|会|院|府|所|中心|队|区|县|市|旗|镇|乡|公司|协会|单位|部门|组|站|处|科|司|行|校|社|团|室|园|集团|机关|联|商|企业|机构|街道|办事处|大学|学院|银行|法庭|盟)(?:[（(][^）)]*[）)])?$/;

/** Whether a text is the name of one unit, by its last word. */
export function isUnitName(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 26 &&
    UNIT_END.test(text) &&
    !/^(?:加强|开展|推进|建立|完善|做好|指导)/.test(text)
  );
}

/** "甲局 乙局": blanks part complete names only. */
function spaced(part: string): string[] {
  const words = part.trim().split(/ +/);
  return words.length > 1 && words.every((word) => UNIT_END.test(word)) ? words : [part];
}

function joinsTwo(list: string, start: number, i: number): boolean {
  const c = list[i] ?? '';
  if (!'和与及以会'.includes(c)) return false;
  if (c === '以' && !list.startsWith('以及', i)) return false;
  if (c === '会' && !list.startsWith('会同', i)) return false;
  const left = list.slice(start, i).trim();
  const right = list.slice(i + 1, i + 30);
  return left.length >= 2 && UNIT_END.test(left) && !/^(?:改革|社会保障|信息化|旅游|城乡|农村|水利)/.test(right);
}

const TAIL =
  /(?:等(?:相关|有关|各)?(?:职能)?(?:部门|单位|机构|成员单位)?|(?:分别|共同|联合|具体|分工|按(?:照)?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|依(?:据|照)?职责(?:分工)?|分工)?(?:负责|牵头(?:负责)?|配合|参与|协助|落实|推动落实|组织实施|推进|实施|承担|协同|承办|协办|(?:共同)?参加)(?:落实|推进|实施)?|按(?:照)?(?:各自)?职责(?:分工)?)$/;

/** One unit's name as written, without the verbs and "等部门" around it, and without persons. */
export function cleanUnit(raw: string): string {
  let unit = raw
    .trim()
    .replace(/^[：:（(\s]+/, '')
    .replace(/[。；;：:\s]+$/, '')
    .replace(COUNTED, '');
  if (/^[（(]/.test(raw.trim()) && /[）)]$/.test(unit)) unit = unit.slice(0, -1);
  unit = unit.replace(
    /^(?:由|会同|协调|联合|配合|并|以及|和|与|及|各自|原则上由|(?:请)?(?:商请|邀请))(?=[\u3400-\u9fff]{2})/,
    '',
  );
  for (let previous = ''; previous !== unit; ) {
    previous = unit;
    unit = unit.replace(TAIL, '').trim();
  }
  unit = dropNames(unit);
  return unit.length > 60 || !/[\u3400-\u9fff]/.test(unit) || /^(?:各自|分别|相关|有关|单位|部门|无|等)$/.test(unit)
    ? ''
    : unit;
}

/** "，2025年底前完成", "；持续推进": what a bracket tells about time. */
const TIMES =
  /(?:^|[，；,;。])\s*(?:(?:力争|于|在|从|自|到|至)?(?:全年|每年|[\d０-９])[^，；,;、：]{0,24}(?:年|月|日|底|前|末|旬|季度)[^，；,;、：（）()]{0,6}(?:、[\d０-９]{1,2}月[^，；,;、：（）()]{0,9})*|(?:长期|持续|常态化?|贯穿|全年|定期)[^，；,;、：]{0,8})(?=$|[，；,;。）)])/g;

/** "，6月、12月" at the end of a bracket. */
const MONTH_LIST = /[，；,;]\s*[\d一二三四五六七八九十]{1,2}月(?:份|底|[\d日前、至~—–-]|月|年|底|末)*$/;

const LABEL =
  /(?:主要|第一|共同)?(?<kind>牵头|主办|承办|主责|责任|落实|实施|负责|配合|协办|协助|协同|参与|参加|支持)(?:责任)?(?:单位|部门|科室|处室|股室|主体|机构)?(?:及分工)?：/g;
const OTHER_LABEL =
  /(?:责任领导|责任人|分管领导|联系人|(?:完成|办结)?(?:时限|时间|期限|日期)|完成时间|时间节点|工作时限|进度)(?:要求|安排)?：/g;

/** Who leads and who helps, from a bracket, a cell of a table or a line such as "牵头单位：甲；配合单位：乙、丙". */
export function readUnits(text: string): Units {
  const clean = text
    .trim()
    .replace(/^[（(]+/, '')
    .replace(/:/g, '：')
    .replace(TIMES, '')
    .replace(MONTH_LIST, '');
  // Persons who answer for a task are no units, and their names stay out.
  const plain = clean
    .replace(
      /(?:责任人|责任领导|分管领导|牵头领导|联系人|联系领导|包联领导)(?:及[^：；;。]{1,10})?：[^；;。）)]*[；;。]?/g,
      '',
    )
    .replace(FIRST_LEADS, '')
    .replace(AS_BELOW, '');
  const units = readLabelled(plain) ?? readSpoken(plain);
  return FIRST_LEADS.test(clean) ? firstLeads(units) : units;
}

/** "（列第一位者为牵头单位，下同）": a rule for reading the list, no unit. */
export const FIRST_LEADS =
  /[，,；;、。（(]?\s*(?:注：?)?(?:以上|以下|各项任务|各任务|责任单位)?(?:均)?(?:中)?(?:的)?(?:列|排|居|位列|排列|排名|排序|列在|排在|位于|名列)(?:在|于)?(?:第一|第1|首|最前|前)(?:位|个|面|列)?(?:者|的|单位|部门)*(?:均)?(?:为|是|系)(?:总)?(?:牵头|主办|主责|责任|承办|负责)(?:责任)?(?:单位|部门|方)?(?:[，,、]?(?:其余|其他|其它)(?:的)?(?:单位|部门)?(?:均)?(?:为|是)(?:配合|协办|责任|参与|协助)(?:单位|部门))?(?:[，,；;、]?\s*(?:以)?下同)?[）)]?/;
const AS_BELOW = /[，,；;、。]\s*(?:以)?下同(?=[，,；;、。）)]|$)/;

export function firstLeads({ lead, supporting }: Units): Units {
  return { lead: lead.slice(0, 1), supporting: [...lead.slice(1), ...supporting] };
}

function readLabelled(text: string): Units | null {
  const marks = [...text.matchAll(LABEL)].map((m) => ({
    kind: m.groups?.kind ?? '',
    start: m.index,
    end: m.index + m[0].length,
  }));
  if (marks.length === 0) return null;
  const others = [...text.matchAll(OTHER_LABEL)].map((m) => m.index);
  const units: Units = { lead: [], supporting: [] };
  const led = marks.some(({ kind }) => /牵头|主办|承办|主责/.test(kind));
  marks.forEach((mark, index) => {
    const next = Math.min(marks[index + 1]?.start ?? text.length, ...others.filter((at) => at > mark.start));
    const body = text
      .slice(mark.end, next)
      .replace(/[；;，,。）)\s]+$/, (tail) =>
        /[)）]/.test(tail) && isBalanced(text.slice(mark.end, next)) ? tail : '',
      );
    const helps = /配合|协|参|支持/.test(mark.kind) || (led && /责任|落实|实施|负责/.test(mark.kind));
    const spoken = readSpoken(body);
    units[helps ? 'supporting' : 'lead'].push(...spoken.lead);
    units.supporting.push(...spoken.supporting);
  });
  return {
    lead: [...new Set(units.lead)],
    supporting: [...new Set(units.supporting)].filter((unit) => !units.lead.includes(unit)),
  };
}

function isBalanced(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(/[（(]/g) === count(/[）)]/g);
}

/** "甲和乙牵头，协调丙、丁等推动落实"; "甲、乙按职责分工负责"; "甲会同乙". */
function readSpoken(text: string): Units {
  const led =
    /^(?:由)?(.{2,200}?)(?:共同|联合)?(?:牵头|主办|总牵头|主责)(?:负责|组织实施|组织|落实|推进|实施)?(?:[，；,;、。\s]|$)/.exec(
      text,
    );
  if (led !== null) {
    const rest = text.slice(led[0].length);
    return without(splitUnits(led[1] ?? ''), splitUnits(rest.replace(/^(?:协调|会同|联合|组织|其他|由)+/, '')));
  }
  const helped =
    /^(?:由)?(.{2,200}?)(?:负责|落实|承担)?[，；,;](?=[^，；]{2,200}(?:配合|协助|参与|协同|协办)(?:落实)?[。）)]?$)/.exec(
      text,
    );
  if (helped !== null && !/[、，]$/.test(helped[1] ?? ''))
    return without(splitUnits(helped[1] ?? ''), splitUnits(text.slice(helped[0].length)));
  const joined = /^(?:由)?(.{2,100}?)[，,]?会同(.{2,200})$/.exec(text);
  if (joined !== null) return without(splitUnits(joined[1] ?? ''), splitUnits(joined[2] ?? ''));
  return markedLead(splitUnits(text));
}

const LEAD_MARK = /[（(](?:牵头|主办|主责|负责|总牵头|牵头单位|责任单位|牵头部门)[）)]$/;

/** "甲局（牵头）、乙局": the marked one leads, the others help. */
function markedLead(units: string[]): Units {
  const marked = units.filter((unit) => LEAD_MARK.test(unit));
  const bare = (unit: string) =>
    unit.replace(LEAD_MARK, '').replace(/[（(](?:配合|协办|协助|参与)(?:单位|部门)?[）)]$/, '');
  if (marked.length === 0) return { lead: units, supporting: [] };
  return { lead: marked.map(bare), supporting: units.filter((unit) => !marked.includes(unit)).map(bare) };
}

/** "反不正当竞争局、标准化处，12月底前": a bracket of nothing but units and a time. */
export function isUnitList(norm: string): boolean {
  if (norm.length < 3 || norm.length > 160 || /[。：]/.test(norm)) return false;
  const list = norm.replace(TIMES, '').replace(MONTH_LIST, '');
  const units = list.split(/[、，；]/).map((unit) => unit.trim());
  return units.every(
    (unit) =>
      unit.length >= 3 && unit.length <= 24 && UNIT_END.test(unit) && !/^(?:以下|简称|含|包括|如|即)/.test(unit),
  );
}

function without(lead: string[], supporting: string[]): Units {
  return { lead, supporting: supporting.filter((unit) => !lead.includes(unit)) };
}
