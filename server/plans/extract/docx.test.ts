import * as docx from 'docx';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';
import { abstractNum, cell, type DocxParts, level, makeDocx, num, numbered, p, r, table } from './test-documents.ts';

async function linesOf(parts: DocxParts): Promise<string[]> {
  return (await extractText(makeDocx(parts), 'plan.docx')).text.split('\n');
}

const OFFICIAL = abstractNum(
  0,
  level(0, 'chineseCountingThousand', '%1、') +
    level(1, 'chineseCounting', '（%2）') +
    level(2, 'decimal', '%3.') +
    level(3, 'decimalEnclosedCircle', '%4', '<w:suff w:val="nothing"/>'),
);

test('writes out the numbers of the four official levels and restarts the lower ones', async () => {
  const body = [
    numbered('总体要求', 1),
    numbered('工作目标', 1),
    numbered('制度', 1, 1),
    numbered('5家企业', 1, 2),
    numbered('细则', 1, 3),
    numbered('细则', 1, 3),
    numbered('机制', 1, 1),
    numbered('联席会议', 1, 2),
    numbered('保障', 1),
    numbered('组织', 1, 1),
  ].join('');
  expect(await linesOf({ body, numbering: OFFICIAL + num(1, 0) })).toEqual([
    '一、总体要求',
    '二、工作目标',
    '（一）制度',
    '1. 5家企业',
    '①细则',
    '②细则',
    '（二）机制',
    '1. 联席会议',
    '三、保障',
    '（一）组织',
  ]);
});

test('lists that share a definition count on; startOverride and a level of its own begin anew', async () => {
  const numbering =
    OFFICIAL +
    num(1, 0) +
    num(2, 0) +
    num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>') +
    num(4, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1)')}</w:lvlOverride>`);
  const body = [1, 1, 2, 3, 3, 4].map((id) => numbered('项', id)).join('');
  expect(await linesOf({ body, numbering })).toEqual(['一、项', '二、项', '三、项', '一、项', '二、项', 'C) 项']);
});

test('joins levels as 1.2, in decimal where the level is "legal", and honours lvlRestart', async () => {
  const numbering =
    abstractNum(
      0,
      level(0, 'chineseCounting', '第%1章', '<w:suff w:val="space"/>') +
        level(1, 'decimal', '%1.%2', '<w:isLgl/>') +
        level(2, 'decimal', '%3）', '<w:lvlRestart w:val="0"/>'),
    ) + num(1, 0);
  const body = [0, 1, 2, 1, 2, 0, 1].map((at) => numbered('某', 1, at)).join('');
  expect(await linesOf({ body, numbering })).toEqual([
    '第一章 某',
    '1.1 某',
    '1）某',
    '1.2 某',
    '2）某',
    '第二章 某',
    '2.1 某',
  ]);
});

test('takes numbering from styles, through basedOn, numStyleLink and pStyle; numId 0 ends it', async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>' +
    '<w:style w:type="numbering" w:styleId="L"><w:name w:val="公文"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
  const numbering =
    abstractNum(0, '<w:numStyleLink w:val="L"/>') +
    abstractNum(
      1,
      `<w:styleLink w:val="L"/>${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="H2"/>')}`,
    ) +
    abstractNum(
      2,
      level(0, 'chineseCounting', '%1、') + level(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="H2"/>'),
    ) +
    num(1, 2) +
    num(2, 1) +
    num(3, 0);
  const body = [
    p('总则', '<w:pStyle w:val="H1"/>'),
    p('目标', '<w:pStyle w:val="H2"/>'),
    p('不编号', '<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'),
    p('分则', '<w:pStyle w:val="H1"/>'),
    numbered('链接', 3),
  ].join('');
  expect(await linesOf({ body, styles, numbering })).toEqual([
    '一、总则',
    '（一）目标',
    '不编号',
    '二、分则',
    '一、链接',
  ]);
});

test('a bullet and an empty paragraph get no label', async () => {
  const numbering =
    abstractNum(0, level(0, 'bullet', '\uf0b7')) + OFFICIAL.replace('Id="0"', 'Id="1"') + num(1, 0) + num(2, 1);
  expect(await linesOf({ body: numbered('点', 1) + numbered('', 2) + numbered('项', 2), numbering })).toEqual([
    '点',
    '',
    '二、项',
  ]);
});

test('one line per table row, with empty cells for what merging covers', async () => {
  const body =
    p('附件') +
    table(
      [cell(p('序号')), cell(p('任务')), cell(p('单位'), '<w:gridSpan w:val="2"/>')],
      [cell(p('1')), cell(p('第一段') + p('第二|段')), cell(p('牵头'), '<w:vMerge w:val="restart"/>'), cell(p('配合'))],
      [
        cell(numbered('', 9)),
        cell(p('任务') + table([cell(p('内')), cell(p('表'))])),
        cell(p('旧'), '<w:vMerge/>'),
        cell(p('')),
      ],
    );
  expect(await linesOf({ body })).toEqual([
    '附件',
    '| 序号 | 任务 | 单位 |  |',
    '| 1 | 第一段 第二｜段 | 牵头 | 配合 |',
    '|  | 任务 内 表 |  |  |',
  ]);
});

test('numbers cells of a table that Word numbers itself', async () => {
  const numbering = abstractNum(0, level(0, 'decimal', '%1')) + num(1, 0);
  const rows = ['甲', '乙'].map((task) => [cell(numbered('', 1)), cell(p(task))]);
  expect(await linesOf({ body: table(...rows), numbering })).toEqual(['| 1 | 甲 |', '| 2 | 乙 |']);
});

test('reads a text box once, keeps insertions, drops deletions, fields, hidden text and moved text', async () => {
  const box = `<w:txbxContent>${p('框内')}</w:txbxContent>`;
  const body =
    `<w:p>${r('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>${box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>${box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
    `<w:p><w:ins w:id="1">${r('新')}</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom w:id="3">${r('移')}</w:moveFrom>${r('隐', '<w:vanish/>')}${r('显', '<w:vanish w:val="0"/>')}<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>` +
    `<w:p><w:r><w:t>左</w:t><w:tab/><w:t>右</w:t><w:br/><w:t>下</w:t><w:br w:type="page"/></w:r></w:p>` +
    `<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>${r('前半')}</w:p>${p('后半')}`;
  expect(await linesOf({ body })).toEqual(['正文', '框内', '新显', '左\t右', '下', '前半后半']);
});

test('appends footnotes, leaves the table of contents out', async () => {
  const styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>';
  const footnotes = `<w:footnote w:type="separator" w:id="-1">${p('———')}</w:footnote><w:footnote w:id="2">${p('指本县。')}</w:footnote>`;
  const body = p('一、目标……1', '<w:pStyle w:val="10"/>') + p('一、目标');
  expect(await linesOf({ body, styles, footnotes })).toEqual(['一、目标', '[1] 指本县。']);
});

test('reads what the docx library writes', async () => {
  const numbering = {
    config: [{ reference: 'n', levels: [{ level: 0, format: docx.LevelFormat.CHINESE_COUNTING, text: '%1、' }] }],
  };
  const cells = (texts: string[]) =>
    new docx.TableRow({ children: texts.map((text) => new docx.TableCell({ children: [new docx.Paragraph(text)] })) });
  const children = [
    new docx.Paragraph({ text: '某县工作方案', heading: docx.HeadingLevel.TITLE }),
    new docx.Paragraph({ text: '目标', numbering: { reference: 'n', level: 0 } }),
    new docx.Table({ rows: [cells(['序号', '任务']), cells(['1', '建联络站'])] }),
  ];
  const headers = { default: new docx.Header({ children: [new docx.Paragraph('页眉')] }) };
  const bytes = await docx.Packer.toBuffer(new docx.Document({ numbering, sections: [{ headers, children }] }));
  expect(await extractText(bytes, '方案.doc')).toEqual({
    text: '某县工作方案\n一、目标\n| 序号 | 任务 |\n| 1 | 建联络站 |',
    format: 'docx',
    encoding: null,
  });
});
