export function isRedHead(norm: string): boolean {
  return /文件$/.test(norm.replace(/\s/g, ''));
}

export const DOCUMENT_NO =
  /[\u3400-\u9fff]{1,16}(?:（[\u3400-\u9fff]{1,4}）)?[〔（] ?(?:19|20)\d{2} ?[〕）] ?(?:第 ?)?\d{1,5} ?号/;

/** "国务院令第730号", "主席令第29号", "GB/T 29490-2023". */
export const ORDER_NO =
  /[\u3400-\u9fff]{2,30}令(?:（?(?:19|20)\d{2}年?）?)?第? ?(?:\d{1,5}|[一二三四五六七八九十百]{1,5}) ?号|(?:GB|DB|T|SB|QB)[A-Z\d/]{0,12} ?\d{1,6}(?:\.\d{1,2})?-(?:19|20)\d{2}/;

/** A number as the registers keep it: half-width digits, no blanks; the brackets stay as printed. */
export function numberText(printed: string): string {
  return printed
    .replace(/[\s\u3000]/g, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

const ORGAN =
  /(?:人民政府|政府|委员会|办公室|管委会|管理局|监督局|监管局|总局|分局|局|厅|部|院|署|委|会|中心|组|处|所|集团|公司|站|联社|党工委|工委|会议)(?:（(?:代章|章|印章|公章|盖章)）)?$/;

/** "甲局等六部门". */
export const JOINT = /等(?:[一二三四五六七八九十]{1,2}|\d{1,2})?个?(?:部门|单位|机关)$/;

export function isOrgan(norm: string): boolean {
  const name = norm.replace(/\s/g, '');
  return (
    name.length >= 3 &&
    name.length <= 40 &&
    ORGAN.test(name.replace(JOINT, '')) &&
    !/[。，；：《》|]/.test(name) &&
    !/^(?:[（\d一二三四五六七八九十]+[、.）]|各)/.test(name)
  );
}
