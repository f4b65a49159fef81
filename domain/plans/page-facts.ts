import { cut, normOf, type Span, trim } from './text.ts';

// The list of facts that web pages and sheets print above a document.

export const LABEL =
  /^〔?\s*((?:备注\/)?(?:索\s*引\s*号?|文\s*号|发文字号|发文文号|文件编号|公文文号|发布机构|发文机关|发文机构|发文单位|制发机关|发布单位|公开主体|制定机关|制表单位|编制单位|填报单位|填表单位|制表日期|填表日期|填报日期|成文日期|发文日期|发布日期|公文生成日期|生成日期|印发日期|制发日期|公开日期|发布时间|成文时间|发文时间|有\s*效\s*性|标\s*题|名\s*称|文件名称|信息名称|公文名称|主题分类|信息分类|主\s*题\s*词|体裁|分类|公开方式|公开形式|信息来源|关键词|废止日期|生效日期|失效日期|实施日期|统一编号|规范性文件编号|信息索引号?)[\u3400-\u9fff]{0,2})\s*〕?\s*[：|\t][\s|]*/;

export function isMeta(norm: string): boolean {
  return norm.length < 160 && LABEL.test(norm);
}

/** The value beside a label, on the label's line or, several to a line, up to the next label. */
export function metaValue(texts: readonly Span[], label: RegExp): Span | null {
  for (const span of texts.slice(0, 60)) {
    const norm = normOf(span);
    if (norm.length > 400) continue;
    for (let from = 0; from < norm.length; ) {
      const found = LABEL.exec(norm.slice(from));
      if (found === null) break;
      const start = from + found[0].length;
      const gap = /\s(?=\S{2,8}\s?：)|[|\t]/.exec(norm.slice(start));
      const end = gap === null ? norm.length : start + gap.index;
      const value = trim(cut(span, start, end), '|〔〕');
      if (label.test((found[1] ?? '').replace(/\s/g, '').replace(/^备注\//, '')) && value.end > value.start)
        return value;
      from = end + 1;
      while (/\s/.test(norm[from] ?? '')) from++;
    }
  }
  return null;
}
