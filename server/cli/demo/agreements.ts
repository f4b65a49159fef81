import { addAgreement } from '#server/agreements/add.ts';
import { beginSigning } from '#server/agreements/begin.ts';
import { enterCode } from '#server/agreements/enter-code.ts';
import { payMonth } from '#server/agreements/pay.ts';
import { sendAgreement } from '#server/agreements/send.ts';
import { signAgreement } from '#server/agreements/sign.ts';
import { startTerm } from '#server/agreements/start-term.ts';
import type { Caller } from '#server/kernel/actor.ts';
import { type House, perform } from '#server/kernel/verb.ts';
import { answerLearning } from '#server/learnings/answer.ts';
import { askLearning } from '#server/learnings/ask-people.ts';
import { confirmLearning } from '#server/learnings/learn.ts';
import { houseAgo } from './days.ts';
import { dayAgoFrom } from './history.ts';
import type { Member } from './members.ts';

type Terms = { kind: 'confidentiality' | 'non_compete'; member: Member; secrets: number[]; days_ago: number };

const visitor: Caller = { token: null };
const drawn = 'M60 120 L90 60 L120 130 L150 70 M180 60 L180 140 L230 140 M260 70 L320 130 M320 70 L260 130 L360 100';
const agent = '示例浏览器';

/** An agreement from draft to signature: by link and code, drawn with a finger, or by the own account, typed. */
export async function playAgreement(
  house: House,
  officer: Caller,
  { kind, member, secrets, days_ago }: Terms,
  own?: Caller,
) {
  const then = houseAgo(house, days_ago);
  const sent = await draftAndSend(then, officer, { kind, member, secrets });
  const { id } = sent;
  const opened = own
    ? await perform(then, own, beginSigning, { id })
    : (await perform(then, visitor, enterCode, { token: sent.token, code: sent.code, address: '192.0.2.18', agent }))
        .opened;
  if (!opened) throw new Error('the code of the demonstration was refused');
  const { pass, sha256 } = opened;
  const mark = own ? { drawing: null, typed: member.name } : { drawing: drawn, typed: null };
  await perform(then, own ?? visitor, signAgreement, {
    ...{ pass, sha256, read_seconds: 95, agree: true as const, ...mark, address: '192.0.2.18', agent },
  });
  return { id, version: sent.version + 1 };
}

/** A draft that was sent and waits for its signature. */
export const sendOne = (house: House, officer: Caller, member: Member, secrets: number[]): Promise<unknown> =>
  draftAndSend(houseAgo(house, 2), officer, { kind: 'confidentiality', member, secrets });

async function draftAndSend(then: House, officer: Caller, { kind, member, secrets }: Omit<Terms, 'days_ago'>) {
  const bound = kind === 'non_compete';
  const { id, version } = await perform(then, officer, addAgreement, {
    ...{ kind, member: member.id, party_name: null, party_firm: null, from_on: null, to_on: null, secrets, text: '' },
    ...(bound
      ? { months: 18, monthly_pay: 6800, average_wage: 13_200, minimum_wage: 2100, penalty: 300_000 }
      : { months: null, monthly_pay: null, average_wage: null, minimum_wage: null, penalty: null }),
    area: bound ? '青岚省、邻近两省' : null,
    competitors: bound ? '与本企业生产同类产品的三家示例企业（名单见附件）' : null,
  });
  return { id, ...(await perform(then, officer, sendAgreement, { id, version })) };
}

type Term = { id: string; version: number; days_ago: number; unpaid_since: number };

/** The months of a non-compete run; pay was made until `unpaid_since` days ago. */
export async function playTerm(
  house: House,
  officer: Caller,
  { id, version, days_ago, unpaid_since }: Term,
): Promise<void> {
  const dayAgo = dayAgoFrom(house);
  await perform(houseAgo(house, days_ago - 1), officer, startTerm, { id, version, from_on: dayAgo(days_ago - 1) });
  const { rows } = await house.database.owner.query<{ id: string; due_on: string; amount: string }>(
    'select id, due_on, amount from non_compete_pays where agreement_id = $1 and due_on < $2 order by position',
    [id, dayAgo(unpaid_since)],
  );
  for (const pay of rows)
    await perform(house, officer, payMonth, {
      id: pay.id,
      version: 1,
      paid_on: pay.due_on,
      paid: Number(pay.amount),
      note: null,
    });
}

type Learning = { title: string; text: string; days_ago: number; due_in: number; confirm: readonly Caller[] };

const questions = [
  { text: '离职时手中的涉密资料应当怎样处理？', options: ['自行销毁', '逐项交还并登记', '留作个人参考'], answer: 1 },
  { text: '外部单位索要图纸，首先应当怎样做？', options: ['先发送后补审批', '经审批并登记后提供脱密副本'], answer: 1 },
];

/** A reading with a short test; who is given confirms it, the others are still asked. */
export async function playLearning(
  house: House,
  officer: Caller,
  { title, text, days_ago, due_in, confirm }: Learning,
): Promise<void> {
  const then = houseAgo(house, days_ago);
  const due_on = dayAgoFrom(house)(days_ago - due_in);
  const { id } = await perform(then, officer, askLearning, { title, text, questions, due_on, members: [] });
  const { rows } = await house.database.owner.query<{ sha256: string }>('select sha256 from learnings where id = $1', [
    id,
  ]);
  const sha256 = rows[0]?.sha256 ?? '';
  const later = houseAgo(house, Math.max(days_ago - 3, 0));
  for (const caller of confirm) {
    await perform(later, caller, answerLearning, { id, answers: [1, 1] });
    await perform(later, caller, confirmLearning, { id, sha256 });
  }
}
