import { burdenStep, type ReadinessPart } from '#domain/leaks/readiness.ts';
import { type Block, type Paper, textRuns } from '#papers/blocks.ts';
import { type PlacedItem, partTitles } from './package.ts';

export type PackageFacts = {
  readonly firm: string;
  /** Numbers of the entries: 商密第12号 */
  readonly secrets: readonly string[];
  readonly day: string;
  /** Parts of readiness that were not complete when the package was made. */
  readonly missing: readonly ReadinessPart[];
};

const steps = {
  1: '第一步：初步证明采取了保密措施，且秘密被侵犯（《反不正当竞争法》第三十九条第一款）',
  2: '第二步：初步证明涉嫌侵权（《反不正当竞争法》第三十九条第二款）',
} as const;

/** The index of a package as a Word paper: what lies where, and what it is to show. Chinese: it goes to an authority. */
export function packageIndex(items: readonly PlacedItem[], { firm, secrets, day, missing }: PackageFacts): Paper {
  const blocks: Block[] = [
    { kind: 'title', text: '商业秘密案件材料目录' },
    { kind: 'paragraph', align: 'left', runs: textRuns(`单位：${firm}`) },
    { kind: 'paragraph', align: 'left', runs: textRuns(`涉及：${secrets.join('、')}`) },
    { kind: 'paragraph', align: 'left', runs: textRuns(`整理日期：${day}`) },
  ];
  for (const step of [1, 2] as const) {
    const own = items.filter(({ part }) => burdenStep[part] === step);
    blocks.push({ kind: 'heading', level: 1, text: steps[step] });
    if (own.length === 0) blocks.push({ kind: 'paragraph', runs: textRuns('（暂无材料）') });
    else
      blocks.push({
        kind: 'table',
        columns: [
          { header: '序号', width: 1 },
          { header: '类别', width: 2 },
          { header: '材料名称', width: 4 },
          { header: '证明内容', width: 5 },
        ],
        rows: own.map(({ number, part, title, shows }) => [number, partTitles[part], title, shows].map(textRuns)),
      });
  }
  if (missing.length > 0)
    blocks.push({
      kind: 'note',
      runs: textRuns(`整理时尚不完整的部分：${missing.map((part) => partTitles[part]).join('、')}。`),
    });
  blocks.push({
    kind: 'note',
    runs: textRuns('扩展名为 .humi-proof 的文件可用核验网页或“humi verify”命令离线核验，无需依赖本系统。'),
  });
  return { style: 'calm', title: '商业秘密案件材料目录', footer: firm, blocks };
}
