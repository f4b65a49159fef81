import { adoptDocument } from '#server/documents/adopt.ts';
import { heldTemplate } from '#server/documents/parts/library.ts';
import { prepareDocument } from '#server/documents/prepare.ts';
import { stepDocument } from '#server/documents/step.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { readContent } from './content.ts';
import { houseAgo } from './days.ts';
import { dayAgoFrom } from './history.ts';

type Paper = { template: string; days_ago: number; until: 'draft' | 'adopting' | 'adopted' | 'done' };
type Papers = {
  fields: Record<string, Record<string, string>>;
  firms: Record<string, { size: 'small' | 'medium' | 'large'; words: Record<string, string>; papers: Paper[] }>;
};

const notes: Readonly<Record<string, string>> = {
  discuss: '经职工代表座谈会讨论，收到意见6条，采纳4条。',
  consult: '与工会协商一致，形成会议纪要（示例）。',
  announce: '在公司公告栏和内网公示七日，无异议。',
  sign: '已组织学习并签收，签收表留存人事部门。',
};
const before = ['discuss', 'consult'];

/** Documents of a firm from its templates, with the steps that labour law asks for. */
export async function playPapers(house: House, caller: Caller, firm: string): Promise<void> {
  const { fields, firms } = await readContent<Papers>('demo/documents.json');
  const mine = firms[firm];
  if (!mine) return;
  const dayAgo = dayAgoFrom(house);
  for (const { template, days_ago, until } of mine.papers) {
    const known = new Set(heldTemplate(template).template.fields.map(({ key }) => key));
    const told = Object.fromEntries(
      Object.entries({ ...mine.words, ...fields[template] }).filter(([key]) => known.has(key)),
    );
    const dated = known.has('effective') ? { effective: dayAgo(days_ago - 30) } : {};
    const on = houseAgo(house, days_ago);
    let { id, version } = await perform(on, caller, prepareDocument, {
      template,
      size: mine.size,
      fields: { ...told, ...dated },
    });
    if (until === 'draft') continue;
    const step = async (name: string, daysAgo: number): Promise<void> => {
      const done = {
        id,
        version,
        step: name as 'discuss',
        done_on: dayAgo(daysAgo),
        skipped: false,
        note: notes[name] ?? '',
      };
      version = (await perform(houseAgo(house, daysAgo), caller, stepDocument, done)).version;
    };
    const asked = heldTemplate(template).template.steps;
    if (until === 'adopting') {
      if (asked.includes('discuss')) await step('discuss', days_ago - 6);
      continue;
    }
    for (const name of asked.filter((one) => before.includes(one))) await step(name, days_ago - 10);
    const adopted = { id, version, adopted_on: dayAgo(days_ago - 20), review_on: dayAgo(-60 - (days_ago % 230)) };
    version = (await perform(houseAgo(house, days_ago - 20), caller, adoptDocument, adopted)).version;
    if (until === 'done')
      for (const name of asked.filter((one) => !before.includes(one))) await step(name, days_ago - 26);
  }
}
