import type { Term } from '../glossary.ts';

const term = (zh: string, en: string, meaning = ''): Term => ({ zh, en, meaning });

export const documentKinds = {
  policy: term('制度', 'policy', 'Rules for staff: labour law asks for consultation and notice.'),
  agreement: term('协议', 'agreement'),
  form: term('表单', 'form'),
  letter: term('函件', 'letter'),
  plan: term('方案', 'plan'),
  record: term('台账记录', 'record'),
} as const satisfies Record<string, Term>;

/** What somebody needs a text for, in the order of a firm that begins. */
export const purposes = {
  start: term('建立组织和制度', 'Set up organisation and rules'),
  classify: term('定密、隐密与解密', 'Classify, conceal, declassify'),
  people: term('人员入职、在岗与离职', 'People: entry, work, exit'),
  carriers: term('载体与区域', 'Carriers and areas'),
  systems: term('信息系统与远程办公', 'Systems and remote work'),
  outward: term('对外合作与材料报送', 'Dealings with others'),
  emergency: term('泄密应急与维权', 'Leaks and rights'),
  supervise: term('培训、检查与改进', 'Training and inspection'),
} as const satisfies Record<string, Term>;

export const firmSizes = {
  small: term('小微企业版', 'small firm'),
  medium: term('中型企业版', 'medium firm'),
  large: term('大型企业版', 'large firm'),
} as const satisfies Record<string, Term>;

export type FirmSize = keyof typeof firmSizes;

/** 劳动合同法第四条: what staff rules go through. The first two come before adoption, the others after. */
export const adoptionSteps = {
  discuss: term('职工讨论', 'discussion by staff', 'The staff congress or all staff discuss it and give opinions.'),
  consult: term('平等协商', 'consultation', 'Settled with the trade union or representatives of staff.'),
  announce: term('公示或者告知', 'made known', 'Published to, or told, the workers it concerns.'),
  sign: term('签收', 'signed receipts', 'Proof that each person received it.'),
} as const satisfies Record<string, Term>;

export const stepsBefore: readonly string[] = ['discuss', 'consult'];

/** The variant for a firm: by its size on the register, without one by its staff. */
export function sizeFor(size: string | null, staff: number | null): FirmSize {
  if (size === 'large' || (size === null && (staff ?? 0) > 1_000)) return 'large';
  if (size === 'medium' || (size === null && (staff ?? 0) >= 300)) return 'medium';
  return 'small';
}
