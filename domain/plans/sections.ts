import type { Outline } from './outline.ts';
import { ATTACHMENT_RANK, type Part } from './part.ts';
import { normOf } from './text.ts';

/** What a section of a plan is about, told by the usual words of its heading. */
export type Kind =
  | 'goals'
  | 'principles'
  | 'measures'
  | 'phases'
  | 'safeguards'
  | 'council'
  | 'basis'
  | 'period'
  | 'other';
export type Section = { kind: Kind; part: Part; attached: boolean };

const KINDS: readonly [Kind, RegExp][] = [
  [
    'council',
    /领导小组(?!办公室)|工作专班|成员名单|组织机构|工作机构|机构设置|联席会议(?:制度|成员|组成)|^(?:组织)?机构及?职责|成员单位(?:及)?职责|^职责分工$|(?:单位|部门|成员)职责/,
  ],
  [
    'safeguards',
    /(?<!服务)保障措施|组织保障|组织领导|组织实施|(?:工作|有关|相关|具体|实施|纪律|几点|活动|报送|落实|推进|其他)要求|(?:工作|实施|推进|落实|政策|支撑)保障|保障机制|(?<!服务|维权|安全|司法)保障$|监督考核|考核(?:评价|评估|奖惩)|督导(?:考核|检查)|监督检查|附则|^要求$/,
  ],
  ['basis', /依据|背景|目的|意义|现状|形势|工作基础|起草说明/],
  ['period', /(?:期限|周期|实施时间|活动时间|工作时间|行动时间|试点时间|起止时间|时间范围|规划期)$/],
  ['phases', /步骤|阶段|进度|(?:时间|实施|推进|日程|进程)安排|时间表|时间节点|推进计划|实施计划|日程/],
  ['goals', /目标(?!任务)|总体要求|预期(?:成效|成果|效果)|主要指标|(?:工作|发展)指标/],
  ['principles', /原则|指导思想|总体思路|工作思路|适用范围|实施范围|工作范围|试点范围|对象|总则|定义|术语/],
  [
    'measures',
    /任务|措施|主要工作|具体工作|工作要点|做法|工作内容|主要内容|重点内容|试点内容|建设内容|具体内容|内容$|举措|重点工作|行动$|工程$|路径|任务分工|工作安排|工作重点|建设重点|重点方向|工作部署|方法|重点项目/,
  ],
];

export function kindOf(norm: string): Kind {
  const title = norm.replace(/\s/g, '');
  if (/目标任务|目标(?:和|与|及)(?:主要|重点)?任务/.test(title)) return 'goals';
  return KINDS.find(([, pattern]) => pattern.test(title))?.[0] ?? 'other';
}

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
    ...main.map((part) => ({ kind: kindOf(normOf(part.title)), part, attached: false })),
    ...rest.map((part) => ({ kind: attachmentKind(part), part, attached: true })),
  ];
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
