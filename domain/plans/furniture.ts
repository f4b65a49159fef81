import type { Block } from './part.ts';
import { normOf } from './text.ts';

const FURNITURE =
  /^(?:扫一扫|〔?(?:打印|关闭|收藏|分享|字体|字号|大中小)|首\s?页\s?(?:[>›»〉/|→-]|$)|[^。]{0,30}(?:\s[>›»〉→]\s|[>›»〉→]{1,2}[^>›»〉→。]{1,30}[>›»〉→]).{0,60}$|(?:当前|您(?:现在)?(?:所在)?的?)位置|上一篇|下一篇|相关(?:链接|阅读|文章|附件)|浏览(?:次数|量)|(?:阅读|点击)(?:次数|量)|责任编辑|来源：|版权所有|网站地图|分享到|.{0,6}(?:ICP备|公网安备)|第\d+页(?:共\d+页)?$|-{0,2}\s?\d{1,3}\s?-{0,2}$|\d+\/\d+$)/;

export function isFurniture(norm: string): boolean {
  return norm.length <= 80 && FURNITURE.test(norm);
}

/** "（代章）" on a line of its own between the signature and the date. */
export function isSeal(norm: string): boolean {
  return /^[（(]?\s*(?:代?章|公章|印章|盖章|加盖公章|代盖章)\s*[）)]?$/.test(norm.trim());
}

/** What stands below the body: signature, date, list of attachments, imprint. It belongs to no part. */
export function isClosing(norm: string, next: Block | undefined): boolean {
  if (norm.length > 60) return false;
  if (
    /^(?:抄送|主送|抄报|校对|打字|附注|主办|承办|联系(?:人|电话|方式)|电子邮箱)：/.test(norm) ||
    /^（(?:此件|公开方式|联系人)/.test(norm)
  )
    return true;
  if (isDateLine(norm) || /\d日印发$/.test(norm)) return true;
  return next?.kind === 'text' && isDateLine(normOf(next.span)) && norm.length <= 40 && !/[。；：]/.test(norm);
}

export function isDateLine(norm: string): boolean {
  return /^[\d二〇零○ＯO一三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/.test(
    norm.replace(/\s/g, ''),
  );
}

const TITLE_END =
  /(?:方案|计划|规划|意见|办法|要点|行动|措施|细则|规定|通知|文件|举措|清单|制度|报告|决定|通告|公告|指南|指引|条例|安排|任务书|纲要|预案|路线图|分解表|任务表|一览表|时间表|责任书|分工表|总体设计)(?:（[^（）]{1,20}）)?$/;

/** A line that could be the title of a document: it stands alone and ends with the name of a kind of document. */
export function isTitleLine(norm: string): boolean {
  return (
    norm.length >= 8 &&
    norm.length <= 90 &&
    TITLE_END.test(norm) &&
    !/[。；！]|[，、：]$/.test(norm) &&
    !/：\s?\S{0,40}$/.test(norm.slice(0, 14))
  );
}

/** "附件：1.甲 2.乙" at the foot of a notice only names what follows. */
export function isMention(norm: string, next: Block | undefined, before: Block | undefined): boolean {
  const title = norm.replace(/^附\s*件\s*[一二三四五六七八九十\d]{0,3}\s*：?\s*/, '');
  if (title === '') return false;
  if (next === undefined) return true;
  if (next.kind === 'table') return false;
  const after = normOf(next.span);
  if (/^附\s*件/.test(after) || /^（?此件/.test(after) || isFurniture(after)) return true;
  if (
    /^[\d一二三]{1,2}[.、]/.test(title) ||
    (/^\d{1,2}[.、]/.test(after) && after.length < 40 && !/[。；]/.test(after))
  )
    return true;
  const first = before !== undefined && before.kind === 'text' && /[。]$/.test(normOf(before.span));
  const signed =
    after.length <= 30 && (/(?:局|府|办公室|委员会|厅|院|会|室|部)$/.test(after) || /^\d{4}年/.test(after));
  return signed || (first && !/^附\s*件\s*[\d一二三]/.test(norm) && /(?:方案|计划|通知)$/.test(after));
}
