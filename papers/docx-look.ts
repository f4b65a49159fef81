import { type IPageMarginAttributes, type IParagraphStylePropertiesOptions, LineRuleType } from 'docx';
import type { Paper } from './blocks.ts';

/** Twentieths of a point from millimetres. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

type Style = Paper['style'];

/** East Asian fonts by part; Latin letters and digits are Times New Roman throughout. Sizes in half points. */
type Look = {
  readonly fonts: { readonly title: string; readonly one: string; readonly two: string; readonly body: string };
  readonly sizes: { readonly title: number; readonly body: number; readonly table: number; readonly note: number };
  readonly line: NonNullable<IParagraphStylePropertiesOptions['spacing']>;
  readonly margin: IPageMarginAttributes;
  readonly landscape: boolean;
};

/** GB/T 9704-2012: 2号 title, 3号 body of 22 lines by 28 characters, margins 37, 35, 28, 26 mm. */
const official: Look = {
  fonts: { title: '方正小标宋简体', one: '黑体', two: '楷体_GB2312', body: '仿宋_GB2312' },
  sizes: { title: 44, body: 32, table: 24, note: 21 },
  line: { line: 560, lineRule: LineRuleType.AT_LEAST },
  margin: {
    top: twips(37),
    bottom: twips(35),
    left: twips(28),
    right: twips(26),
    footer: twips(28),
    header: twips(15),
  },
  landscape: false,
};

/** 小二 title, 小四 body, line and a half: agreements, forms, letters. */
const calm: Look = {
  fonts: { title: '黑体', one: '黑体', two: '楷体', body: '宋体' },
  sizes: { title: 36, body: 24, table: 21, note: 18 },
  line: { line: 360, lineRule: LineRuleType.AUTO },
  margin: {
    top: twips(28),
    bottom: twips(25),
    left: twips(28),
    right: twips(26),
    footer: twips(15),
    header: twips(15),
  },
  landscape: false,
};

const wide: Look = {
  ...calm,
  margin: {
    top: twips(22),
    bottom: twips(20),
    left: twips(18),
    right: twips(18),
    footer: twips(10),
    header: twips(10),
  },
  landscape: true,
};

export const looks: Readonly<Record<Style, Look>> = { official, calm, wide };

/** What a computer without the font of the standard takes instead: Windows, WPS and LibreOffice read these names. */
export const alternatives: Readonly<Record<string, string>> = {
  方正小标宋简体: '宋体',
  仿宋_GB2312: 'FangSong',
  楷体_GB2312: 'KaiTi',
  楷体: 'KaiTi',
  黑体: 'SimHei',
  宋体: 'SimSun',
};

export const font = (eastAsia: string) => ({
  eastAsia,
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
});

/** Width between the margins in twips: columns share it. */
export function textWidth(style: Style): number {
  const { margin, landscape } = looks[style];
  const side = (value: IPageMarginAttributes['left']): number => (typeof value === 'number' ? value : 0);
  return twips(landscape ? 297 : 210) - side(margin.left) - side(margin.right);
}
