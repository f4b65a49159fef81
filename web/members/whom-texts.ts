import type { Texts } from '../i18n/texts.ts';

/** Words of the choice of who is asked: web/WhomFields.tsx. */
export const whomTexts = {
  whom: ['布置给', 'Ask'],
  whom_group: ['按范围', 'A group'],
  whom_people: ['指定人员', 'People by name'],
  whom_access: ['涉密程度', 'Access to secrets'],
  access_near: ['接触商业秘密的全部在职人员', 'Everybody whose post may meet secrets'],
  access_core: ['仅核心涉密人员', 'Core posts only'],
  access_all: ['全体在职人员', 'Everybody at work'],
  department: ['部门（不选为全部）', 'Department (empty: all)'],
  post: ['岗位（不选为全部）', 'Post (empty: all)'],
  people: ['人员', 'People'],
  people_most: ['一次最多指定200人；更多时请按范围布置', '200 at most; choose a group for more'],
  group_people: ['{{count}}人', '{{count}}'],
  whom_count: ['将布置给{{count}}人', '{{count}} people will be asked'],
  whom_none: ['该范围内没有在职人员，请放宽范围。', 'Nobody at work is in this group. Choose a wider one.'],
} as const satisfies Texts;
