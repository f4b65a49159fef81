type Pair = readonly [zh: string, en: string];

/** What a check found and what to do, by its key; {name} is filled from the finding's facts. */
export const findingWords: Readonly<Record<string, { readonly what: Pair; readonly cure: Pair }>> = {
  months_long: {
    what: ['限制期{months}个月，超过{longest}个月。', 'The term of {months} months is longer than {longest}.'],
    cure: ['改为不超过{longest}个月。', 'Make it {longest} months at most.'],
  },
  months_missing: {
    what: ['没有约定限制期。', 'No term is agreed.'],
    cure: ['填写限制期，最长{longest}个月。', 'Give the months, {longest} at most.'],
  },
  pay_missing: {
    what: ['没有约定每月补偿。', 'No monthly pay is agreed.'],
    cure: ['填写每月补偿金额，限制期内按月支付。', 'Give the monthly pay; it is paid during the term.'],
  },
  pay_low: {
    what: [
      '每月补偿低于平均工资的{share}%（{least}元）。',
      'The pay is under {share} % of the average wage ({least} yuan).',
    ],
    cure: ['提高到每月{least}元以上。', 'Raise it to {least} yuan a month at least.'],
  },
  pay_under_minimum: {
    what: ['每月补偿低于当地最低工资（{least}元）。', 'The pay is under the local minimum wage ({least} yuan).'],
    cure: ['提高到每月{least}元以上。', 'Raise it to {least} yuan a month at least.'],
  },
  average_missing: {
    what: [
      '没有填写平均工资，无法核对补偿是否达到{share}%。',
      'Without the average wage the floor of {share} % cannot be checked.',
    ],
    cure: ['填写离职前十二个月的平均工资；在职的填近十二个月。', 'Give the average wage of the last 12 months.'],
  },
  minimum_missing: {
    what: ['没有填写当地最低工资，无法核对补偿下限。', 'Without the local minimum wage the floor cannot be checked.'],
    cure: ['填写劳动合同履行地的月最低工资。', 'Give the monthly minimum wage of the place of work.'],
  },
  pay_long_term: {
    what: [
      '限制期超过{long}个月，补偿低于平均工资的{share}%（{least}元）。',
      'Longer than {long} months, with pay under {share} % of the average wage ({least} yuan).',
    ],
    cure: [
      '建议提高到每月{least}元，或缩短限制期。指引不具强制力。',
      'Raise it to {least} yuan or shorten the term. The guideline does not bind.',
    ],
  },
  penalty_high: {
    what: [
      '违约金超过约定补偿总额的{times}倍（{most}元）。',
      'The penalty is more than {times} times the pay agreed ({most} yuan).',
    ],
    cure: ['建议降到{most}元以内，过高的可能被调减。', 'Lower it to {most} yuan; what is too high may be reduced.'],
  },
  no_secret: {
    what: ['没有列明本人所知的秘密编号。', 'No entry of the register is named that the person knows.'],
    cure: [
      '至少列明一个编号；不知悉商业秘密的，条款不生效。',
      'Name one at least; the clause does not take effect on who knows no secret.',
    ],
  },
  no_access: {
    what: ['该人员的岗位不接触商业秘密。', 'The person’s post does not meet secrets.'],
    cure: [
      '不应签订竞业限制；确有接触的，先更正其涉密程度。',
      'Do not bind them; if they do meet secrets, correct the access first.',
    ],
  },
  not_reader: {
    what: ['该人员不在所列秘密的知悉名单上。', 'The person is not on the need-to-know list of the entries named.'],
    cure: ['核对编号，或更新知悉名单。', 'Check the numbers, or the list.'],
  },
  other_means: {
    what: ['该人员只是可能接触秘密。', 'The person may meet secrets only.'],
    cure: [
      '先采取限制接触、加密、脱密期等措施，确有必要再约定竞业限制。',
      'Limit access, encrypt, agree a cooling-off period first.',
    ],
  },
  outside: {
    what: ['签署人不是本企业人员。', 'The signer is not of the firm.'],
    cure: [
      '竞业限制限于本企业负有保密义务的人员；合作方请用合作方保密协议。',
      'Only the firm’s own people can be bound; use an agreement for partners.',
    ],
  },
  area_missing: {
    what: ['没有约定限制地域。', 'No area is agreed.'],
    cure: ['写明与本人所知秘密相适应的地域。', 'Name the area that fits what the person knows.'],
  },
  competitors_missing: {
    what: ['没有列明竞争单位。', 'No competitors are named.'],
    cure: ['列出与本企业有竞争关系的单位名称。', 'Name the firms that compete.'],
  },
  whole_industry: {
    what: ['范围过宽：“{text}”。', 'Too wide: “{text}”.'],
    cure: [
      '缩小到与本人所知秘密相适应的范围，超出的部分无效。',
      'Narrow it to what fits the secrets known; what goes beyond is void.',
    ],
  },
  fixed_penalty: {
    what: ['与员工的保密约定中写有固定违约金。', 'A fixed penalty on an employee in a confidentiality agreement.'],
    cure: [
      '改为按实际损失赔偿；违约金只能用于培训服务期和竞业限制。',
      'Agree liability by loss instead; penalties are for training and non-compete.',
    ],
  },
  no_schedule: {
    what: ['没有列明涉及的秘密编号。', 'No entries of the register are named.'],
    cure: ['按台账编号列明范围，不写内容。', 'Name the scope by number, never by content.'],
  },
};

/** A finding in words of one language. */
export const findingText = (
  key: string,
  facts: Readonly<Record<string, string | number>>,
  language: 'zh' | 'en',
): { what: string; cure: string } => {
  const at = language === 'en' ? 1 : 0;
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
  const words = findingWords[key];
  return words ? { what: fill(words.what[at]), cure: fill(words.cure[at]) } : { what: key, cure: '' };
};
