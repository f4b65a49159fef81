import type { Sentences } from '../sentence.ts';

export const agreementSentences: Sentences = {
  agreement_empty: {
    zh: '协议正文为空，不能发送签署。请先填写正文，或由模板生成。',
    en: 'The agreement has no text yet. Write it, or have it made from the template, before sending.',
  },
  agreement_hard: {
    zh: '有{count}项不符合法律规定，不能发送签署。请按核对结果改正后再发送。',
    en: '{count} points do not agree with the law, so it cannot be sent. Put them right as the checks say.',
  },
  code_wrong: {
    zh: '签署码不正确，还可输入{left}次。签署码由对方通过另一渠道告知，请核对。',
    en: 'The code is wrong; {left} tries are left. It was given to you another way than the link: check it.',
  },
  ended_in_future: {
    zh: '终止日期不能晚于今天。请在终止当日办理。',
    en: 'The end cannot be after today. Do this on the day.',
  },
  nobody_to_sign: {
    zh: '所选人员均已签订或者正在签署该协议，无需再次布置。',
    en: 'Everybody chosen has signed this already or is about to. There is nobody to ask.',
  },
  not_signed_here: {
    zh: '该协议没有在线签署记录。纸质签署的，请在纸质原件上查看。',
    en: 'There is no record of signing on a screen. What was signed on paper is found on paper.',
  },
  only_non_compete: {
    zh: '该事项只适用于约定了期限和月补偿的竞业限制协议。请核对协议种类。',
    en: 'This is for non-compete agreements with months and monthly pay only. Check the kind of the agreement.',
  },
  paid_in_future: {
    zh: '支付日期不能晚于今天。请在支付后登记。',
    en: 'The day of payment cannot be after today. Record it once it is paid.',
  },
  paid_less: {
    zh: '支付金额少于应付的{amount}元。请补足后登记，或在备注中另行说明后按应付金额登记。',
    en: 'This is less than the {amount} yuan that are due. Pay the rest before recording it.',
  },
  period_backwards: {
    zh: '终止日期早于开始日期。请核对两个日期。',
    en: 'The end is before the beginning. Check both days.',
  },
  secret_unknown: {
    zh: '本企业台账中没有第{number}号秘密，或其已销毁、作废。请核对编号。',
    en: 'The firm’s register has no entry {number}, or it was destroyed. Check the number.',
  },
  signature_missing: {
    zh: '没有签名。请手写签名，或者输入本人姓名并确认。',
    en: 'There is no signature. Draw it, or type your own name and confirm.',
  },
  signed_in_future: {
    zh: '签署日期不能晚于今天。请核对日期。',
    en: 'The day of signing cannot be after today. Check it.',
  },
  signing_ended: {
    zh: '该签署链接已撤回或被新的链接替代。请联系发送方。',
    en: 'This link was taken back or replaced by a newer one. Ask who sent it.',
  },
  signing_expired: {
    zh: '该签署链接已过期。请联系发送方重新发送。',
    en: 'This link to sign has expired. Ask who sent it for a new one.',
  },
  signing_locked: {
    zh: '签署码输错次数过多，该链接已停用。请联系发送方重新发送。',
    en: 'Too many wrong codes: this link is dead. Ask who sent it for a new one.',
  },
  signing_time_over: {
    zh: '签署时间已过。请重新打开链接，再次输入签署码。',
    en: 'The time to sign is over. Ask who sent it for a new link.',
  },
  signing_unknown: {
    zh: '签署链接无效。请核对是否完整复制，或联系发送方。',
    en: 'This link to sign is not known. Check that it was copied whole, or ask who sent it.',
  },
  signing_used: {
    zh: '该链接已用于签署，不能重复使用。如非本人签署，请立即联系发送方。',
    en: 'This link has been used to sign. If it was not you, tell who sent it at once.',
  },
  term_before_signing: {
    zh: '限制期不能早于签署日期。请填写离职次日。',
    en: 'The term cannot begin before the signature. Give the day after leaving.',
  },
  term_started: {
    zh: '限制期已自{day}起算，不能重复起算。',
    en: 'The term runs since {day} already.',
  },
  text_changed: {
    zh: '协议正文在您打开后有变动，本次签署未生效。请重新打开链接阅读。',
    en: 'The text changed after you opened it, so nothing was signed. Open the link again and read it.',
  },
  typed_name_differs: {
    zh: '输入的姓名与签署人“{name}”不一致。请输入本人姓名。',
    en: 'The name typed is not that of the signer, “{name}”. Type your own name.',
  },
};
