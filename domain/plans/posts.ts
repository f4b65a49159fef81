import type { Member } from './schema.ts';

const RANKED =
  '(?:局长|主任|书记|院长|检察长|主席|部长|科长|股长|所长|队长|大队长|支队长|总队长|会长|理事长|秘书长|县长|市长|区长|旗长|乡镇长|镇长|乡长|处长|厅长|庭长|总经理|经理|董事长|政委|政治委员|教导员|园长|站长|馆长|校长|行长|社长|团长|主委|署长|司长|盟长|州长|关长|总(?:工程|经济|会计|规划|农艺|兽医|统计|审计|建筑|质量)师|总师|总监|首席[\\u3400-\\u9fff]{1,6}|(?:工会|妇联|团委)?主席|监事长?|助理|参谋长|参谋|督导员|督学|巡视员|专员|检察官|检察员|法官|审判员|纪检组长|组长|专职副主席|董事|干部|秘书)';
const POST = new RegExp(
  `^(?:(?:党组|党委|党工委|机关党委|党总支|党支部|分党组)(?:(?:副)?书记|成员|委员)|(?:常务|第一|专职|兼职)?副?${RANKED}|[一二三四]级(?:主任科员|调研员|巡视员|高级警长|高级检察官|高级法官)|调研员|(?:主要|分管|有关|相关|业务)?(?:负责人|负责同志|领导(?:同志)?|同志|负责)|(?:党政)?(?:主要|分管)(?:负责人|负责同志|领导|同志|副职|[\\u3400-\\u9fff]{1,6})|班子成员|分管[\\u3400-\\u9fff]{2,12})(?:[、，（(/].*|[\\u3400-\\u9fff]{0,3}级?[\\u3400-\\u9fff]*)?$`,
);
const UNIT_END =
  /(?:局|委|办|部|厅|会|院|府|所|中心|队|区|县|市|旗|镇|乡|公司|协会|单位|部门|组|站|处|科|司|行|校|社|团|室|园|集团|机关|联|商|企业|机构|街道|办事处|大学|学院|银行|法庭|分局|庭|署|盟|[）)])$/;

/** "（共15个单位）" behind a list counts what stands before it. */
export const COUNTED =
  /[（(](?:以上|总|合)?共?计?\s*[\d一二三四五六七八九十]{1,4}(?:个|家)(?:成员|组成)?(?:单位|部门|机构|企业)?[）)]$/;

/** "县公安局副局长" -> 县公安局, 副局长; a text without a post is a unit. */
export function splitPost(text: string): { unit: string; post: string | null } {
  const clean = text
    .trim()
    .replace(/[。；，、：\s]+$/, '')
    .replace(COUNTED, '');
  let loose = -1;
  for (let i = 2; i < Math.min(clean.length, 50); i++) {
    if (!POST.test(clean.slice(i).replace(/^[ \u3000]+/, ''))) continue;
    if (UNIT_END.test(clean.slice(0, i).trim())) return { unit: clean.slice(0, i).trim(), post: clean.slice(i).trim() };
    if (loose === -1) loose = i;
  }
  const odd = oddPost(clean);
  if (odd > 0) return { unit: clean.slice(0, odd).trim(), post: clean.slice(odd).trim() };
  return loose === -1
    ? { unit: clean, post: null }
    : { unit: clean.slice(0, loose).trim(), post: clean.slice(loose).trim() };
}

/** A post that no list holds is what stands behind the last unit and ends like a person: "甲公司质量授权人". */
function oddPost(text: string): number {
  const found =
    /^.{1,40}(?:局|委|办|部|厅|法院|检察院|政府|办公室|中心|公司|集团|协会|商会|总会|工会|大学|学院|银行|支队|大队|处|科|管委会|委员会|研究院|研究所)(?=([\u3400-\u9fff]{0,8}(?:长|师|官|员|人|席|书记|主任|主管|领导|同志|代表|专家|助理|监)(?:（[^）]*）)?)$)/.exec(
      text,
    );
  if (found === null || /成员$|委员$|人员$/.test(text)) return -1;
  return found[0].length;
}

/** "甲局、乙局、各镇分管领导为成员": when only the last names a post that fits every unit, it is the post of all. */
export function withSharedPost(members: readonly Member[]): Member[] {
  const last = members.at(-1);
  const shared = /^(?:党政)?(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导(?:同志)?|同志)$/.test(last?.post ?? '');
  const others = members.slice(0, -1).every((member) => member.post === null);
  if (members.length < 2 || !shared || !others) return [...members];
  return members.map((member) => ({ ...member, post: last?.post ?? null, certainty: 'likely' }));
}
