import type { Sentences } from '../sentence.ts';

export const disclosureSentences: Sentences = {
  redact_kind: {
    zh: '不能处理这种格式。可处理：{kinds}。其他格式请先另存为或打印成PDF。',
    en: 'This kind of file cannot be handled. Possible: {kinds}. Save or print others as PDF first.',
  },
  redact_large: {
    zh: '文件有{size} MB，超过{limit} MB。请拆成几份，或先降低图片分辨率。',
    en: 'The file has {size} MB, more than {limit} MB. Split it, or lower the resolution of its pictures.',
  },
  redact_left: {
    zh: '检查未通过：副本中仍有“{words}”，未交出。请把它一并删略后重新制作。',
    en: 'The check failed: “{words}” is still in the copy, which was not handed out. Remove it too and make the copy again.',
  },
  redact_locked: {
    zh: '该PDF设有打开密码。请用密码打开，另存为不加密的文件后再选择。',
    en: 'This PDF has a password. Open it, save it without one, and choose it again.',
  },
  redact_long: {
    zh: '该PDF有{pages}页，一次最多{limit}页。请拆成几份分别处理。',
    en: 'This PDF has {pages} pages; {limit} at most at a time. Split it.',
  },
  redact_nothing: {
    zh: '全部内容都已删略，没有可以交出的副本。请至少保留一页或一张工作表。',
    en: 'Everything was taken out, so there is no copy. Keep at least one page or sheet.',
  },
  redact_old: {
    zh: '这是旧版Office文件，或设有密码。请用Word、Excel或WPS打开，另存为.docx或.xlsx（不设密码）后再选择。',
    en: 'This is an Office file of the old form, or one with a password. Save it as .docx or .xlsx without a password, and choose it again.',
  },
};
