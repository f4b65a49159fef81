import type { Sentences } from '../sentence.ts';

export const documentSentences: Sentences = {
  adoption_steps_missing: {
    zh: '直接涉及劳动者切身利益的规章制度须先经职工讨论、平等协商（劳动合同法第四条），其中一步尚无记录。请先记录；确不适用的，请注明理由后跳过。',
    en: 'Rules that concern workers go through discussion and consultation first (Labour Contract Law art. 4), and one of these steps has no record. Record it, or skip it with a reason.',
  },
  document_day_ahead: {
    zh: '日期不能晚于今天（{today}）。请填写实际办理的日期。',
    en: 'The day cannot be after today ({today}). Give the day on which it was done.',
  },
  document_has_draft: {
    zh: '该文本已有一份换版草稿。请在原草稿上继续修改。',
    en: 'A new version of this document is being drafted already. Go on with that draft.',
  },
  document_not_docx: {
    zh: '所选文件不是 Word 文档（.docx）。请在 Word 或 WPS 中另存为 .docx 后再上传。',
    en: 'This is no Word document (.docx). Save it as .docx in Word or WPS and upload it again.',
  },
  field_entries_only: {
    zh: '“{label}”只填台账编号（如 12、15），不填秘密的名称或者内容。',
    en: '“{label}” takes numbers of register entries only (such as 12, 15), never a name or content of a secret.',
  },
  field_wrong: {
    zh: '“{label}”填写有误（应为 {rule}）。请改正后保存。',
    en: '“{label}” is not right (expected {rule}). Correct it and save again.',
  },
  not_an_enterprise: {
    zh: '制度文本由企业自行建立，当前岗位不属于企业。可查看范本，或切换到企业岗位。',
    en: 'Documents are kept by a firm itself, and your present post is not in one. Look at the templates, or switch to a post in a firm.',
  },
  no_open_remedies: {
    zh: '目前没有待办的整改事项，无从生成保护方案。请先完成一次风险评估。',
    en: 'There are no open remedies to make a protection plan of. Finish a risk assessment first.',
  },
  step_not_asked: {
    zh: '该文本不需要记录这一步骤。',
    en: 'This document does not need that step.',
  },
  step_too_early: {
    zh: '公示告知和签收在文本施行之后办理。请先确认施行。',
    en: 'Notice and receipts come after adoption. Adopt the document first.',
  },
  step_too_late: {
    zh: '文本已施行，讨论和协商的记录不能再补。内容需要调整的，请起草新版。',
    en: 'The document is in force, so discussion and consultation can no longer be recorded. Draft a new version to change it.',
  },
  template_unknown: {
    zh: '没有这份范本，可能已停止提供。请在范本库中重新选择。',
    en: 'There is no such template; it may no longer be offered. Choose another in the library.',
  },
  unknown_field: {
    zh: '范本中没有“{key}”这一项。请刷新页面后重试。',
    en: 'The template has no field “{key}”. Reload the page and try again.',
  },
};
