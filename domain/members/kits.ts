import type { AccessLevel } from './schema.ts';

/** Who a checklist is for: what decides which steps it has. */
export type Whom = {
  readonly access: AccessLevel;
  readonly account: boolean;
  readonly identity: boolean;
  /** A non-compete that is signed and not ended. */
  readonly nonCompete: boolean;
};

type Words = readonly [zh: string, en: string];

export type Question = { readonly key: string; readonly words: Words };

/** One step of a checklist: what to do, why, which answers it keeps, how many days after the start it is due. */
export type Step = {
  readonly key: string;
  readonly words: Words;
  readonly why: Words;
  readonly days: number;
  /** Months after the start, for what follows long after. */
  readonly months?: number;
  readonly questions?: readonly Question[];
  readonly when?: (whom: Whom) => boolean;
  /** A follow-up after leaving: it does not keep the checklist from being finished. */
  readonly later?: true;
  /** Item of the default assessment form that the step serves. */
  readonly item: string;
  /** The text of the library that the step is written on, filled with what is known of the person. */
  readonly template?: string;
};

export type KitKind = 'entry' | 'change' | 'exit';

const touches = ({ access }: Whom): boolean => access !== 'none';
const core = ({ access }: Whom): boolean => access === 'core';

/** Checklists as data (domain facts 7.2, D2, D4, D5, D7–D10; the seven measures of the SAMR rules, 6(6)). */
export const kitSteps: Readonly<Record<KitKind, readonly Step[]>> = {
  entry: [
    {
      key: 'earlier_duties',
      template: 'entry-interview',
      words: ['询问在原单位的保密、竞业限制义务', 'Ask about duties owed to earlier employers'],
      why: ['避免带入他人商业秘密而担责。', 'So that nobody else’s secrets are brought in.'],
      days: 0,
      item: 'D4',
      questions: [
        {
          key: 'confidentiality',
          words: ['对原单位负有哪些保密义务？', 'Which duties of confidence are owed to an earlier employer?'],
        },
        {
          key: 'non_compete',
          words: ['是否受竞业限制约束，至何时？', 'Is there a non-compete, and until when?'],
        },
        {
          key: 'materials',
          words: [
            '是否持有原单位的资料、载体或账号？',
            'Are materials, carriers or accounts of an earlier employer still held?',
          ],
        },
      ],
    },
    {
      key: 'entry_undertaking',
      words: ['签署入职承诺书', 'Sign the entry undertaking'],
      why: ['承诺不使用、不披露他人商业秘密。', 'Undertakes not to use or disclose what is another’s secret.'],
      days: 0,
      item: 'D4',
    },
    {
      key: 'agreement',
      words: ['接触商业秘密前签订保密协议', 'Sign a confidentiality agreement before access'],
      why: ['先签协议，后给权限。', 'The agreement comes first, access second.'],
      days: 0,
      when: touches,
      item: 'D2',
    },
    {
      key: 'training',
      words: ['入职保密培训和小测验', 'Training on entry, with a short test'],
      why: ['签到和测验成绩留存备查。', 'Attendance and result are kept.'],
      days: 30,
      item: 'D5',
    },
    {
      key: 'accounts',
      words: ['按岗位开通账号和门禁', 'Open accounts and passes as the post needs'],
      why: ['只开通岗位需要的权限。', 'Only what the post needs.'],
      days: 7,
      item: 'D7',
      questions: [{ key: 'list', words: ['已开通的账号、门禁', 'Accounts and passes opened'] }],
    },
  ],
  change: [
    {
      key: 'access',
      template: 'post-change-notice',
      words: ['按新岗位调整系统、区域和资料权限', 'Change access to systems, areas and papers to fit the new post'],
      why: ['岗位变了，权限随之变。', 'When the post changes, access changes too.'],
      days: 3,
      item: 'D7',
      questions: [
        { key: 'closed', words: ['收回的权限', 'Access taken back'] },
        { key: 'opened', words: ['新增的权限', 'Access added'] },
      ],
    },
    {
      key: 'readers',
      words: ['核对商业秘密知悉范围', 'Check which secrets the person still needs to know'],
      why: ['不再需要知悉的，移出知悉名单。', 'Take off the need-to-know list what is not needed any more.'],
      days: 7,
      when: ({ identity }) => identity,
      item: 'D7',
    },
    {
      key: 'return',
      words: ['交还原岗位的涉密载体', 'Hand back the carriers of the former post'],
      why: ['逐项登记编号。', 'Number by number.'],
      days: 7,
      item: 'D8',
      questions: [{ key: 'carriers', words: ['载体编号及数量', 'Numbers and count of carriers'] }],
    },
    {
      key: 'agreement',
      words: ['签订或更新保密协议', 'Sign or renew the confidentiality agreement'],
      why: ['协议所列秘密编号应与新岗位相符。', 'The schedule of entries has to fit the new post.'],
      days: 0,
      when: touches,
      item: 'D3',
    },
  ],
  exit: [
    {
      key: 'interview',
      template: 'exit-interview',
      words: ['离职谈话', 'Exit interview'],
      why: [
        '提醒保密义务，了解去向；记录仅本企业管理员可见。',
        'Recalls the duty and asks where the person goes; only the firm’s officers see it.',
      ],
      days: 0,
      item: 'D8',
      questions: [
        { key: 'reason', words: ['离职原因', 'Reason for leaving'] },
        { key: 'next', words: ['离职去向', 'Where to'] },
        { key: 'notes', words: ['谈话要点', 'What was said'] },
      ],
    },
    {
      key: 'carriers',
      template: 'exit-checklist',
      words: ['交还或者销毁涉密载体', 'Hand back or destroy carriers'],
      why: ['逐项列明编号，双方签字。', 'Number by number, signed by both.'],
      days: 0,
      item: 'D8',
      questions: [
        { key: 'list', words: ['载体编号及处理方式', 'Numbers and what was done with each'] },
        { key: 'missing', words: ['未交还的载体', 'Not handed back'] },
      ],
    },
    {
      key: 'accounts',
      words: ['最后工作日关闭账号和门禁', 'Close accounts and passes on the last day'],
      why: ['当日关闭，保留关闭记录。', 'On the day, with a note of it.'],
      days: 0,
      item: 'D9',
      questions: [{ key: 'list', words: ['已关闭的账号、门禁', 'Accounts and passes closed'] }],
    },
    {
      key: 'roll',
      words: ['移出密钥名册，重新封存其可打开的秘密', 'Remove from the roll of keys and re-seal what they could open'],
      why: ['不重新封存，旧密钥仍能打开旧文件。', 'Without re-sealing the old key still opens old files.'],
      days: 1,
      when: ({ identity }) => identity,
      item: 'D9',
    },
    {
      key: 'exit_undertaking',
      words: ['签署离职保密承诺书', 'Sign the exit undertaking'],
      why: ['确认已交还载体，知悉继续保密的义务。', 'Confirms the return and the continuing duty.'],
      days: 0,
      when: touches,
      item: 'D8',
    },
    {
      key: 'letter',
      template: 'exit-reminder',
      words: ['送达保密义务提醒函', 'Send the letter that recalls the duty'],
      why: ['留存送达凭证。', 'Keep the proof of delivery.'],
      days: 7,
      when: touches,
      item: 'D8',
      questions: [{ key: 'delivery', words: ['送达方式和日期', 'How and when delivered'] }],
    },
    {
      key: 'non_compete',
      words: ['决定是否执行竞业限制', 'Decide whether the non-compete runs'],
      why: [
        '不需要的及时书面解除；执行的按月支付补偿。',
        'End in writing what is not needed; pay monthly for what is.',
      ],
      days: 0,
      when: ({ nonCompete }) => nonCompete,
      item: 'D6',
      questions: [
        { key: 'decision', words: ['决定（执行/不执行）', 'Decision (keep or let go)'] },
        { key: 'reasons', words: ['理由', 'Reasons'] },
      ],
    },
    ...[6, 12, 18, 24].map(
      (months): Step => ({
        key: `follow_up_${months}`,
        words: [`离职后第${months}个月回访`, `Follow-up ${months} months after leaving`],
        why: ['每年两次，了解去向，留意公开的专利、产品。', 'Twice a year: where the person works, what is published.'],
        days: 0,
        months,
        when: core,
        later: true,
        item: 'D10',
        questions: [{ key: 'notes', words: ['回访情况', 'What was learnt'] }],
      }),
    ),
  ],
};

/** The steps that a checklist of this person has, in order. */
export const stepsFor = (kind: KitKind, whom: Whom): readonly Step[] =>
  kitSteps[kind].filter(({ when }) => when?.(whom) ?? true);

export const stepOf = (kind: KitKind, key: string): Step | undefined => kitSteps[kind].find((step) => step.key === key);

/** Steps that keep a checklist from being finished: open ones that do not come long after. */
export const openSteps = (
  kind: KitKind,
  steps: readonly { readonly key: string; readonly state: string }[],
): string[] =>
  steps.filter(({ key, state }) => state === 'open' && stepOf(kind, key)?.later !== true).map(({ key }) => key);
