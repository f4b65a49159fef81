/*
 * Personal names stay out of a draft. A name is known by its place beside a post, by a blank inside a name of two
 * characters (张　三) and by a family name of the Hundred Surnames at its head.
 */

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭';
const COMPOUND = ['欧阳', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '夏侯'];
const HAN = '[\\u3400-\\u9fff]';
const BLANK = '[ \\u3000\\u00a0]';

const POST_WORD =
  '(?:书记|主任|局长|县长|市长|区长|旗长|镇长|乡长|厅长|部长|处长|科长|股长|所长|院长|检察长|庭长|队长|政委|主席|会长|秘书长|委员|常委|经理|董事长|总裁|调研员|组长|组员|成员|干部|专员|盟长|州长|主管|负责人|领导|秘书|厂长|校长|大队长|支队长|科员|教授|律师|副主任|四级|三级|二级|一级|党组|党委|党工委|县委|市委|区委|旗委|人民|副|正)';

export function isName(text: string): boolean {
  const name = text.replace(/[ \u3000\u00a0]/g, '');
  if (name.includes('·')) return /^[\u3400-\u9fff]{2,6}·[\u3400-\u9fff]{1,8}$/.test(name);
  if (!/^[\u3400-\u9fff]{2,4}$/.test(name) || NOT_NAMES.test(name)) return false;
  return COMPOUND.some((surname) => name.startsWith(surname)) || (name.length <= 3 && SURNAMES.includes(name[0] ?? ''));
}

/** Words that begin like a surname but name a unit, a place or a post. */
const NOT_NAMES =
  /[局委办部厅院府所队区县市镇乡旗站处科司校社团室园省州盟村街组会庭联协]$|国土|住建|支行|高新|长$|书记|主任|公安|司法|财政|商务|科技|工信|教育|文旅|人社|税务|海关|金融|农业|医保|党委|国资|水利|交通|应急|统计|审计|民政|纪委|监委|法院|银行|协会|学校|企业|单位|部门|成员|相关|有关|各|领导|委员|常委|政委|干部|副|全体|全县|全市|商会|工商|国安|安监|信访|宣传|时间|任务|园区|政府|经济|知识|平台|方案|计划/;

const SPACED = new RegExp(`(^|[：:、，,；;\\s])([${SURNAMES}])${BLANK}+(${HAN})(?=$|[、，,；;。：:\\s（(])`, 'g');
const BEFORE_POST = new RegExp(
  `(^|[：:、，,；;\\s（(])(${HAN}{2,4}|${HAN}${BLANK}{1,4}${HAN})(?=${BLANK}+${HAN}|[（(](?=[^）)]{0,30}${POST_WORD}))`,
  'g',
);
const POST_END =
  '(?:书记|主任|局长|县长|市长|区长|旗长|镇长|乡长|厅长|部长|处长|科长|股长|所长|院长|检察长|庭长|队长|政委|主席|会长|秘书长|委员|常委|经理|董事长|总裁|调研员|主任科员|组长|组员|专员|盟长|州长|负责人|厂长|校长|教授|律师|总师|会计师|工程师|党组成员)';
const AFTER_POST = new RegExp(
  `(?<=${POST_END})${BLANK}*(?:[：:]${BLANK}*)?(${HAN}{2,4}|${HAN}${BLANK}{1,4}${HAN})(?:同志|先生|女士)?(?=$|[、，,；;。\\s）)]|任|担任|为|兼任)`,
  'g',
);
/** "公安局王某": a name directly behind a unit, at the end of an entry. */
const AFTER_UNIT = new RegExp(`(?<=局|法院|检察院|委员会|办公室|管委会|中心|公司|政府)${BLANK}*(${HAN}{2,3})$`, 'g');
const TITLED = /(同志|先生|女士|教授|博士)(?=$|[、，,；;。\s）)任为担])/g;

/** The text with the names of persons taken out; units and posts stay. */
export function dropNames(text: string): string {
  if (!/[\u3400-\u9fff]/.test(text)) return text;
  return text
    .replace(SPACED, '$1')
    .replace(BEFORE_POST, (whole: string, lead: string, name: string) => (isName(name) ? lead : whole))
    .replace(AFTER_POST, (whole: string, name: string) => (isName(name) ? '' : whole))
    .replace(new RegExp(`(${HAN}{2,4})${TITLED.source}`, 'g'), (whole: string, name: string) =>
      isName(name) ? '' : whole,
    )
    .replace(AFTER_UNIT, (whole: string, name: string) => (isName(name) ? '' : whole))
    .replace(/[ \u3000\u00a0]{2,}/g, ' ')
    .replace(/（\s*）|\(\s*\)/g, '')
    .trim()
    .replace(/^[（(]([^（）()]+)[）)]$/, '$1');
}
