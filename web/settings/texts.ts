import type { Texts } from '../i18n/texts.ts';

/** Words of the rules: units, articles, what a rule touches. */
export const texts = {
  months: ['{{count}}个月', '{{count}} months'],
  percent: ['{{count}}%', '{{count}}%'],
  multiple: ['{{count}}倍', '{{count}} times as much'],
  firms: ['{{count}}家', '{{count}} firms'],
  yuan: ['{{count}}元', '{{count}} yuan'],
  flag_on: ['适用', 'applies'],
  flag_off: ['不适用', 'does not apply'],
  flag_hint: ['填1表示适用，填0表示不适用', '1: applies, 0: does not apply'],
  article: ['第{{article}}条', 'art. {{article}}'],
  touches: ['引用该数值的制度文本范本（{{count}}份）', 'Texts of the library that name it ({{count}})'],
} as const satisfies Texts;
