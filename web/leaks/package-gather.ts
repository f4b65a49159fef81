import type { Unlocked } from '../KeyGate.tsx';
import type { Item } from '../register.ts';
import type { Guide, Leak, OpenedLeak } from './leaks.ts';
import { dayOf, fieldOf } from './moments.ts';
import {
  bytesChoice,
  type Choice,
  firmChoices,
  type Gathered,
  proofChoices,
  secretChoices,
  textChoice,
} from './package-items.ts';
import { accessText, comparisonText, eventText, evidenceText, lossText, timelineText } from './package-words.ts';

export type Case = { readonly leak: Leak; readonly opened: OpenedLeak };
type From = {
  readonly keys: Unlocked;
  readonly items: readonly Item[];
  readonly guide: Guide;
  readonly found: Case | null;
};

/** Everything that may go into the package of these secrets, and of the incident where there is one (C23). */
export async function gatherPackage({ keys, items, guide, found }: From, signal: AbortSignal): Promise<Gathered> {
  const all: Gathered[] = [];
  for (const item of items) {
    signal.throwIfAborted();
    all.push(await secretChoices(keys, item));
  }
  const day = found ? dayOf(found.leak.found_at) : fieldOf(Date.now()).slice(0, 10);
  all.push(await firmChoices(items, day));
  if (found) all.push(await leakChoices(found, { guide, nameOf: keys.nameOf }));
  signal.throwIfAborted();
  return { choices: all.flatMap(({ choices }) => choices), lacking: all.flatMap(({ lacking }) => lacking) };
}

type Words = { readonly guide: Guide; readonly nameOf: (person: string) => string };

async function leakChoices({ leak, opened: { body, sealed } }: Case, { guide, nameOf }: Words): Promise<Gathered> {
  const name = `泄密事件第${leak.number}号`;
  const proofs = await proofChoices('leak', leak.id, { part: 'access', name });
  const choices: Choice[] = [
    textChoice(
      { part: 'access', key: 'event', title: `${name}经过`, shows: '发现经过和处置情况' },
      eventText(leak, body, nameOf),
    ),
    textChoice(
      { part: 'access', key: 'access', title: '涉嫌人员与接触渠道', shows: '接触秘密的渠道或者机会' },
      accessText(leak, body),
    ),
    textChoice(
      { part: 'access', key: 'time', title: '时间线', shows: '事件和处置的先后' },
      timelineText(leak, body, { guide, nameOf }),
    ),
    textChoice({ part: 'access', key: 'list', title: '证据清单', shows: '已有和待补的证据' }, evidenceText(leak, body)),
    bytesChoice(
      { part: 'access', key: 'leak-sealed', title: `${name}加密原件`, shows: '系统中保存的原始密文' },
      '.age',
      sealed,
    ),
    ...proofs.choices,
    ...(body.similarity.length > 0 || body.compared
      ? [
          textChoice(
            { part: 'similarity', key: 'compared', title: '比对说明', shows: '两者实质相同' },
            comparisonText(leak, body),
          ),
        ]
      : []),
    textChoice({ part: 'loss', key: 'loss', title: '损失估算表', shows: '损失数额及其计算方法' }, lossText(leak, body)),
  ];
  return { choices, lacking: proofs.lacking };
}
