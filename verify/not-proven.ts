import type { Words } from './words.ts';

/** What no proof of this kind shows, whatever the verdict. */
export const notProven: readonly Words[] = [
  {
    zh: '谁拥有它：证明不说明权利归谁，也不说明作者是谁。',
    en: 'Who owns it: a proof says neither whose right it is nor who the author was.',
  },
  {
    zh: '它是否保密：证明不说明当时是否为公众所知悉，也不说明还有谁持有。',
    en: 'Whether it was secret: a proof says neither that the public did not know it nor who else had it.',
  },
  {
    zh: '内容是否真实：证明只说明内容未变，不说明所写的是事实。',
    en: 'Whether it is true: a proof shows that the content has not changed, not that what it says happened.',
  },
  {
    zh: '最早的时间：“至迟”之前它可能早已存在，也可能没有。',
    en: 'When it began: it may have existed long before “at the latest”, or not.',
  },
  {
    zh: '单位名称、标题：除存证说明内所写之外，由出具方填写，仅供识别。',
    en: 'Names and titles: outside a statement they are the issuer’s labels, for recognition only.',
  },
];
