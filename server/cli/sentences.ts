/** A sentence that names the cause and the cure; `{name}` and `{limit}` are filled from the detail. */
type Sentence = { zh: string; en: string };

/** What the command line says about a file that cannot be read as a plan (issue 2, "Bad input"). */
const sentences: Readonly<Record<string, Sentence>> = {
  file_missing: {
    zh: '找不到文件“{name}”：请检查路径和文件名后重试。',
    en: 'There is no file "{name}": check the path and the name, then try again.',
  },
  file_directory: {
    zh: '“{name}”是文件夹，不是文件：请给出文件夹中的一个文件。',
    en: '"{name}" is a folder, not a file: name one file inside it.',
  },
  file_unreadable: {
    zh: '没有权限读取“{name}”，或磁盘出错：请取得读取权限，或复制到可读的位置后重试。',
    en: '"{name}" cannot be read for want of permission or because of a disk error: get permission or copy it elsewhere, then try again.',
  },
  file_empty: {
    zh: '“{name}”里没有任何文字：请确认选对了文件，重新导出后再试。',
    en: '"{name}" holds no text: check that it is the right file, export it again and retry.',
  },
  file_binary: {
    zh: '“{name}”不是可以读取的文档：请使用 .docx、.pdf、.txt、.html、.md 或 .xlsx 文件。',
    en: '"{name}" is not a document that can be read: use a .docx, .pdf, .txt, .html, .md or .xlsx file.',
  },
  file_too_large: {
    zh: '“{name}”太大（上限 {limit}）：请删去图片和附件，或拆成几个文件。',
    en: '"{name}" is too large (limit {limit}): take out pictures and attachments, or split it.',
  },
  file_encrypted: {
    zh: '“{name}”有密码保护：请打开后去掉密码，另存一份再试。',
    en: '"{name}" is protected by a password: open it, remove the password, save a copy and try again.',
  },
  file_bomb: {
    zh: '“{name}”解压后异常庞大，可能是恶意文件，已停止读取：请向来源单位核实，另存为新的 .docx 再试。',
    en: '"{name}" unpacks to an abnormal size and may be malicious, so reading stopped: ask its sender, or save it as a new .docx.',
  },
  file_scanned: {
    zh: '“{name}”只有图片没有文字（扫描件）：请使用电子版原件，或先做文字识别（OCR）。',
    en: '"{name}" holds pictures without text (a scan): use the electronic original, or run text recognition (OCR) first.',
  },
  file_encoding: {
    zh: '“{name}”的文字编码无法识别：请另存为 UTF-8 或 GB18030 编码。',
    en: '"{name}" has an unknown text encoding: save it as UTF-8 or GB18030.',
  },
  file_damaged: {
    zh: '“{name}”已损坏，无法读完：请重新下载，或用原来的软件打开后另存一份。',
    en: '"{name}" is damaged and cannot be read to the end: download it again, or open it in its own program and save a copy.',
  },
  file_old_word: {
    zh: '“{name}”是旧版格式（.doc、.wps、.xls、.rtf 等）：请用 Word 或 WPS 打开，另存为 .docx（表格存为 .xlsx）。',
    en: '"{name}" is in an old format (.doc, .wps, .xls, .rtf or the like): open it in Word or WPS and save it as .docx (a sheet as .xlsx).',
  },
};

/** The Chinese sentence, then the English one, each on its line. An unknown reason is shown as it is. */
export function refusalSentence(reason: string, detail: Readonly<Record<string, string | number>>): string {
  const sentence = sentences[reason] ?? {
    zh: `无法读取“{name}”：${reason}。`,
    en: `"{name}" cannot be read: ${reason}.`,
  };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(detail[key] ?? ''));
  return `${fill(sentence.zh)}\n${fill(sentence.en)}`;
}
