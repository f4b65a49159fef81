import type { Sentences } from '../sentence.ts';

export const assessmentSentences: Sentences = {
  answers_missing: {
    zh: '还有{count}题未答，第一题是{item}，暂不能完成。请答完后再提交。',
    en: '{count} questions have no answer yet, the first is {item}. Answer them, then finish.',
  },
  form_draft_exists: {
    zh: '该评估表已有一份草稿，不能再新建。请继续修改那份草稿，或先将其作废。',
    en: 'This form already has a draft. Go on with that one, or discard it first.',
  },
  form_in_force: {
    zh: '本次评估所用的评估表就是现行版本，无需转用。请继续作答。',
    en: 'This assessment already uses the form in force. Go on answering.',
  },
  form_invalid: {
    zh: '评估表尚不完整（{kind} {code}），不能公布。请按编辑页列出的问题逐项改正。',
    en: 'The form is not sound yet ({kind} {code}) and cannot be published. Correct what the editor lists.',
  },
  form_withdrawn: {
    zh: '该评估表已撤回或尚未公布，不能用它开始评估。请选用现行的评估表。',
    en: 'This form is withdrawn or not published, so no assessment begins with it. Choose the form in force.',
  },
  item_not_asked: {
    zh: '本次评估的评估表没有题目{item}，答案未保存。请刷新页面，按最新题目作答。',
    en: 'The form of this assessment has no item {item}; nothing was saved. Reload and answer the items shown.',
  },
  na_too_many: {
    zh: '维度{dimension}中“不适用”的分值超过{percent}%，未保存。请核对：做不到的事项应选“否”，只有确实不涉及的才选“不适用”。',
    en: 'More than {percent}% of dimension {dimension} would be “not applicable”; nothing was saved. Choose “no” for what is not done; only what truly does not concern the firm is not applicable.',
  },
  no_form: {
    zh: '目前没有可用的评估表。请联系主管部门公布评估表。',
    en: 'No form is in force. Ask the office in charge to publish one.',
  },
  not_own_form: {
    zh: '该评估表由其他单位制定，不能在此修改。请复制一份作为本单位的评估表。',
    en: 'Another organisation keeps this form. Copy it to make one of your own.',
  },
  reason_needed: {
    zh: '题目{item}选了“不适用”，请写明理由。',
    en: 'Item {item} is marked not applicable: say why.',
  },
};
