export function isRedHead(norm: string): boolean {
  return /文件$/.test(norm.replace(/\s/g, ''));
}

export const DOCUMENT_NO =
  /[\u3400-\u9fff]{1,16}(?:（[\u3400-\u9fff]{1,4}）)?[〔（] ?(?:19|20)\d{2} ?[〕）] ?(?:第 ?)?\d{1,5} ?号/;

const ORGAN =
  /(?:人民政府|政府|委员会|办公室|管委会|管理局|监督局|监管局|总局|分局|局|厅|部|院|署|委|会|中心|组|处|所|集团|公司|站|联社|党工委|工委|会议)(?:（(?:代章|章|印章|公章)）)?$/;

export function isOrgan(norm: string): boolean {
  const name = norm.replace(/\s/g, '');
  return (
    name.length >= 3 &&
    name.length <= 40 &&
    ORGAN.test(name) &&
    !/[。，；：《》|]/.test(name) &&
    !/^(?:[（\d一二三四五六七八九十]+[、.）]|各)/.test(name)
  );
}
