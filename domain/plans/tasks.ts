import { acts } from './acts.ts';
import { findDates } from './dates.ts';
import { inlineItems } from './inline-items.ts';
import type { Block, Part } from './part.ts';
import type { Task } from './schema.ts';
import { hasTerm, type Term, termInText, termOf } from './terms.ts';
import { cut, normOf, quote, type Span, sourceOf, trim } from './text.ts';
import { isUnitSentence } from './unit-sentences.ts';
import { isUnitList, readUnits, type Units } from './units.ts';

export type Setting = { units: Units | null; term: Term | null };

/** The acts of one measure: its numbered items, else its titled paragraphs, else its sentences. `year`: for "12月底前". */
export function readTasks(part: Part, above: readonly Part[], year: number | null): Task[] {
  const tasks: Task[] = [];
  fromBlocks(part.blocks, part.parts.length > 0, year, tasks);
  for (const child of part.parts) {
    const from = tasks.length;
    fromItem(child, year, tasks);
    shareBack(child, tasks, from);
  }
  if (tasks.length === 0 && part.titled && hasSetting(part)) {
    const task = toTask(part.title, null, year);
    for (const { kind, span } of part.blocks)
      if (kind === 'text' && isSettingLine(normOf(span))) settle(task, settingOf([span], year));
    tasks.push(task);
  }
  for (const { title } of [part, ...above]) {
    const own = settingOf(tailBrackets(title).brackets, year);
    for (const task of tasks) settle(task, own);
  }
  return tasks;
}

/** Whether units or a time stand below the heading itself: then the heading is the act. */
function hasSetting(part: Part): boolean {
  return (
    part.blocks.some(({ kind, span }) => kind === 'text' && isSettingLine(normOf(span))) ||
    settingOf(tailBrackets(part.title).brackets, null).units !== null
  );
}

/** A line of units below several items holds for all of them that have none. */
function shareBack(part: Part, tasks: Task[], from: number): void {
  const last = tasks.at(-1);
  const lines = part.blocks.some((block) => block.kind === 'text' && isSettingLine(normOf(block.span)));
  if (!lines || last === undefined || last.lead_units.length === 0) return;
  for (let i = from - 1; i >= 0; i--) {
    const task = tasks[i];
    if (task === undefined || task.lead_units.length + task.supporting_units.length > 0) return;
    task.lead_units = last.lead_units;
    task.supporting_units = last.supporting_units;
    if (!hasTerm(task) && task.no !== null)
      Object.assign(task, { due_on: last.due_on, from: last.from, to: last.to, continuing: last.continuing });
  }
}

/** A numbered item of a measure is one task; items below it are tasks of their own. */
function fromItem(part: Part, year: number | null, tasks: Task[]): void {
  const texts = part.blocks.flatMap((block) => (block.kind === 'text' ? [block.span] : []));
  const last = texts.at(-1);
  const start = part.titled ? part.title.start : texts[0]?.start;
  if (start !== undefined) {
    const lines = texts.filter((span) => isSettingLine(normOf(span)));
    const end = last === undefined || lines.includes(last) ? part.title.end : last.end;
    const kept = texts.filter((span) => !lines.includes(span)).at(-1);
    const span = { ...part.title, start, end: Math.max(start, kept?.end ?? end) };
    const task = toTask(span, part.no, year);
    for (const line of lines) settle(task, settingOf([line], year));
    if (task.text !== '' && !(part.parts.length > 0 && /：$/.test(normOf(span)))) tasks.push(task);
  }
  for (const child of part.parts) fromItem(child, year, tasks);
}

function fromBlocks(blocks: readonly Block[], hasItems: boolean, year: number | null, tasks: Task[]): void {
  let open = tasks.length;
  for (const block of blocks) {
    if (block.kind !== 'text') continue;
    const norm = normOf(block.span);
    if (isSettingLine(norm)) {
      const setting = settingOf([block.span], year);
      for (const task of tasks.slice(open)) settle(task, setting);
      if (!/^(?:配合|协)/.test(norm) && setting.units !== null) continue;
      continue;
    }
    if (hasItems && /[：]$/.test(norm)) continue;
    const { body, brackets } = tailBrackets(block.span);
    const setting = settingOf(brackets, year);
    // One bracket of units makes one task of its paragraph.
    const items = inlineItems(body);
    const groups = setting.units === null ? acts(body) : [body];
    if (items.length > 1) for (const { no, span } of items) tasks.push(toTask(span, no, year));
    else for (const group of groups) tasks.push(toTask(group, null, year));
    if (brackets.length > 0) {
      // What the bracket of a paragraph says outweighs a date in its running text.
      if (setting.units !== null && setting.term !== null)
        for (const task of tasks.slice(-1)) Object.assign(task, setting.term);
      for (const task of tasks.slice(open)) settle(task, setting);
      if (setting.units !== null) open = tasks.length;
    }
  }
}

/** "牵头单位：甲" on a line of its own. */
export function isSettingLine(norm: string): boolean {
  return (
    isUnitSentence(norm) ||
    (/^（.*）[。；]?$/.test(norm) && isUnitList(norm.replace(/^（|）[。；]?$/g, ''))) ||
    (norm.length < 300 &&
      /^[（〔]?(?:牵头|主办|责任|配合|协办|协助|参与|实施|落实|主责|承办|负责)(?:责任)?(?:单位|部门|科室|处室|股室|主体|分工|人|领导)?[〕]?：/.test(
        norm,
      )) ||
    (norm.length < 60 && /^[（〔]?(?:完成|办结|工作)?(?:时限|时间|期限|时间节点|进度安排)[〕]?：/.test(norm))
  );
}

function settle(task: Task, setting: Setting): void {
  if (setting.units !== null) {
    if (task.lead_units.length === 0) task.lead_units = setting.units.lead;
    if (task.supporting_units.length === 0)
      task.supporting_units = setting.units.supporting.filter((unit) => !task.lead_units.includes(unit));
  }
  if (setting.term !== null && !hasTerm(task)) Object.assign(task, setting.term);
}

/** One task of a quotation: units and dates in brackets at its end are taken off the text. */
export function toTask(span: Span, no: string | null, year: number | null): Task {
  const { body, brackets } = tailBrackets(span);
  const norm = normOf(body);
  const setting = settingOf(brackets, year);
  const units = setting.units ?? spokenUnits(norm) ?? { lead: [], supporting: [] };
  const term = setting.term ?? termInText(norm, year);
  return {
    id: '',
    no,
    text: quote(body),
    lead_units: units.lead,
    supporting_units: units.supporting,
    ...term,
    source: sourceOf(span),
    certainty: setting.units === null && setting.term === null ? 'likely' : 'sure',
  };
}

/** "…。责任单位：甲、乙。完成时限：3月底前。" at the end of a paragraph, without brackets. */
const LABELLED_TAIL =
  /[，。；\s](?=(?:(?:牵头|主办|责任|配合|主责|承办)(?:责任)?(?:单位|部门|科室|处室|股室|主体)|(?:完成|办结)(?:时限|时间|期限)|责任(?:人|领导)|分管领导)：[^。]{2,240}(?:。(?:[^。：]{2,8}：[^。]{2,80}。?){0,3})?$)/;

/** Brackets at the end that hold units or dates, and what is left before them. */
export function tailBrackets(span: Span): { body: Span; brackets: Span[] } {
  const brackets: Span[] = [];
  let body = trim(span);
  for (let i = 0; i < 4; i++) {
    const norm = normOf(body);
    const last = /[）〕][。；，]?$/.exec(norm);
    if (last === null) break;
    const open = opening(norm, last.index);
    if (open <= 0) break;
    const inside = cut(body, open + 1, last.index);
    if (!isSetting(normOf(inside))) break;
    brackets.unshift(inside);
    body = trim(cut(body, 0, open));
  }
  for (let i = 0, from = unitTail(normOf(body)); i < 4 && from > 0; i++, from = unitTail(normOf(body))) {
    brackets.unshift(trim(cut(body, from)));
    body = trim(cut(body, 0, from));
  }
  const label = LABELLED_TAIL.exec(normOf(body));
  if (label !== null && label.index > 0) {
    brackets.unshift(trim(cut(body, label.index + 1)));
    body = trim(cut(body, 0, label.index + 1), '，');
  }
  return { body, brackets };
}

/** Where a last sentence that only names units begins, with the short one about time behind it; 0 for none. */
function unitTail(norm: string): number {
  const last = norm.lastIndexOf('。', norm.length - 2) + 1;
  if (last === 0) return 0;
  if (isUnitSentence(norm.slice(last))) return last;
  const before = norm.lastIndexOf('。', last - 2) + 1;
  const dated = /^[\d年月日底末前上下半季度旬]{2,14}(?:前|底|内)?[^，。]{0,6}(?:完成|办结|到位|落实)。?$/.test(
    norm.slice(last),
  );
  return before > 0 && dated && isUnitSentence(norm.slice(before, last)) ? before : 0;
}

function opening(norm: string, close: number): number {
  let depth = 0;
  for (let i = close; i >= Math.max(0, close - 500); i--) {
    if (norm[i] === '）' || norm[i] === '〕') depth++;
    if ((norm[i] === '（' || norm[i] === '〔') && --depth === 0) return i;
  }
  return -1;
}

function isSetting(norm: string): boolean {
  if (/(?:单位|部门|科室|处室|股室|主体|分工|时限|时间|期限)：/.test(norm)) return true;
  if (/(?:牵头|负责|配合|落实)(?:落实)?(?:[。）]?$|[，；])|牵头、/.test(norm)) return true;
  if (/^(?:长期|持续|常态化?|全年|贯穿)/.test(norm) || isUnitList(norm)) return true;
  return (
    norm.length <= 40 &&
    findDates(norm, 2000).some((when) => when.start <= 6 && norm.length - (when.end - when.start) <= 16)
  );
}

export function settingOf(spans: readonly Span[], year: number | null): Setting {
  let units: Units | null = null;
  let term: Term | null = null;
  for (const given of spans) {
    const span = unbracketed(given);
    const norm = normOf(span);
    const dated = termOf(datePart(norm), year);
    if (dated !== null) term = dated;
    if (
      /单位|部门|科室|处室|股室|主体|牵头|负责|配合|落实|责任|主办|协办|承办|参与|参加/.test(norm) ||
      isUnitList(norm)
    ) {
      const found = readUnits(quote(span));
      if (units === null) units = found;
      else units = { lead: [...units.lead, ...found.lead], supporting: [...units.supporting, ...found.supporting] };
    }
  }
  return { units: units === null || units.lead.length + units.supporting.length === 0 ? null : units, term };
}

/** "（甲局、乙局）" on a line of its own: what stands inside. */
function unbracketed(span: Span): Span {
  const norm = normOf(span);
  return /^（[^（）]*(?:（[^（）]*）[^（）]*)*）[。；]?$/.test(norm) ? cut(span, 1, norm.lastIndexOf('）')) : span;
}

/** "责任单位：甲；完成时限：2023年6月底": the part about time. */
function datePart(norm: string): string {
  const label = /(?:时限|时间|期限|日期|节点|进度)(?:要求|安排)?：/.exec(norm);
  return label === null ? norm : norm.slice(label.index + label[0].length);
}

/** "由甲牵头，会同乙、丙…" in a sentence. */
function spokenUnits(norm: string): Units | null {
  const led =
    /(?:^|[，；。])由([^，；。由]{2,60}?)牵头/.exec(norm) ??
    /(?:^|[。；])([^，；。：]{2,40}?(?:局|委|办|厅|部|院|府|会|中心|股|科|处|所|队))牵头(?=[，\u3400-\u9fff])/.exec(
      norm,
    );
  if (led === null) return null;
  const rest = norm.slice(led.index + led[0].length, led.index + led[0].length + 120);
  const help =
    /^(?:负责|组织)?，?(?:会同|联合|协调|商)([^，；。]{2,80}?)(?:等?(?:相关|有关)?(?:部门|单位)|共同|建立|制定|开展|推进|研究|组织|组建|成立|设立|实施|落实|做好|完善|推动|举办|负责|，|。)/.exec(
      rest,
    ) ?? /，([^，；。]{2,80}?)(?:配合|参与|协助)/.exec(rest);
  const lead = readUnits(led[1] ?? '').lead;
  const supporting = help === null ? [] : readUnits(help[1] ?? '').lead.filter((unit) => !lead.includes(unit));
  return lead.length === 0 ? null : { lead, supporting };
}
