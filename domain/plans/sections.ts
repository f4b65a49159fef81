import { articleKind, isArticle } from './articles.ts';
import { findDates } from './dates.ts';
import { type Kind, kindOf } from './kinds.ts';
import type { Outline } from './outline.ts';
import { ATTACHMENT_RANK, type Part } from './part.ts';
import { normOf } from './text.ts';

export type Section = { kind: Kind; part: Part; attached: boolean };

/** The sections of the plan itself, then those of its attachments. */
export function readSections(outline: Outline): Section[] {
  const attachments = outline.parts.filter((part) => part.rank === ATTACHMENT_RANK);
  let main = unwrap(outline.parts.filter((part) => part.rank !== ATTACHMENT_RANK));
  let rest = attachments;
  if (!looksLikePlan(main)) {
    const body = attachments.find((part) => looksLikePlan(part.parts));
    if (body !== undefined) {
      main = unwrap(body.parts);
      rest = attachments.filter((part) => part !== body);
    }
  }
  return [
    ...main.flatMap(sectionsOf),
    ...rest.map((part): Section => ({ kind: attachmentKind(part), part, attached: true })),
  ];
}

/** A chapter of general rules holds articles of several kinds; each is a section of its own. */
function sectionsOf(part: Part): Section[] {
  const kind = kindOf(normOf(part.title));
  const articles = part.parts.filter(isArticle);
  if (articles.length > 0 && /总则|附则/.test(normOf(part.title).replace(/\s/g, '')))
    return part.parts.map((each) => ({ kind: articleKind(each) ?? kind, part: each, attached: false }));
  if (isArticle(part)) return [{ kind: articleKind(part) ?? 'other', part, attached: false }];
  return [{ kind: kind === 'other' ? byItems(part) : kind, part, attached: false }];
}

const STEP =
  /动员|部署|启动|筹备|准备|宣传发动|实施|推进|总结|验收|评估|申报|评审|审核|公示|巩固|提升|摸排|排查|整治|检查|自查|整改|试点|推广|命名|授牌|遴选|推荐|认定|考核|督导/;

/** "工作程序", "如何推进": a section whose items are dated steps is one of phases, whatever its name. */
function byItems(part: Part): Kind {
  const items = part.parts.filter((each) => each.titled);
  if (items.length < 2 || !/程序|流程|安排|计划|部署|推进|实施|开展|时间|环节/.test(normOf(part.title))) return 'other';
  const dated = items.filter((each) => {
    const head = normOf({ ...each.span, end: Math.min(each.span.end, each.span.start + 400) });
    return findDates(head, 2000).some((when) => when.precision !== 'year' || when.form !== 'point');
  });
  const steps = items.filter((each) => STEP.test(normOf(each.title)));
  return dated.length >= items.length * 0.7 && steps.length >= items.length * 0.5 ? 'phases' : 'other';
}

function unwrap(parts: Part[]): Part[] {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && only.no === null && only.parts.length >= 2 ? only.parts : parts;
}

const BODY: readonly Kind[] = ['goals', 'measures', 'phases', 'safeguards'];

function looksLikePlan(parts: readonly Part[]): boolean {
  const kinds = new Set(parts.map((part) => kindOf(normOf(part.title))));
  return BODY.filter((kind) => kinds.has(kind)).length >= 2;
}

export function attachmentTitle(part: Part): string {
  const own = normOf(part.title);
  const first = part.blocks[0];
  if (own !== '') return own;
  return first?.kind === 'text' ? normOf(first.span).slice(0, 80) : '';
}

function attachmentKind(part: Part): Kind {
  const title = attachmentTitle(part);
  if (/领导小组|专班|名单|职责|联席会议/.test(title)) return 'council';
  return /措施|任务|分工|清单|安排|计划/.test(title) ? 'measures' : 'other';
}

/** Every part below, the part itself first, in the order of the text. */
export function walk(part: Part, visit: (part: Part) => void): void {
  visit(part);
  for (const child of part.parts) walk(child, visit);
}
