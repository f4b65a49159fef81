import { expect, test } from 'vitest';
import { readOutline } from './outline.ts';
import type { Part } from './part.ts';
import { normOf } from './text.ts';

const show = (part: Part): unknown[] => [part.no, part.titled ? normOf(part.title) : null, ...part.parts.map(show)];
const outline = (text: string) => readOutline(text).parts.map(show);

test.each([
  ['一、目标\n正文一句。', [['一', '目标']]],
  ['（一）强化宣传。广泛开展宣传活动。', [['（一）', '强化宣传']]],
  ['(一)强化宣传。广泛开展宣传活动。', [['(一)', '强化宣传']]],
  ['㈠强化宣传。广泛开展宣传活动。', [['㈠', '强化宣传']]],
  ['１．强化宣传。广泛开展宣传活动。', [['１', '强化宣传']]],
  ['1、强化宣传。广泛开展宣传活动。', [['1', '强化宣传']]],
  ['1）强化宣传。广泛开展宣传活动。', [['1）', '强化宣传']]],
  ['（1）强化宣传：广泛开展宣传活动。', [['（1）', '强化宣传']]],
  ['①强化宣传。广泛开展宣传活动。', [['①', '强化宣传']]],
  ['第一章 总则\n第一条 强化宣传。广泛开展宣传活动。', [['第一章', '总则', ['第一条', '强化宣传']]]],
  ['## 一、目标\n#### （一）甲\n正文。\n### （二）乙\n正文。', [['一', '目标', ['（一）', '甲'], ['（二）', '乙']]]],
])('[C03] numbering of %j', (text, parts) => {
  expect(outline(text)).toEqual(parts);
});

test('[C03] a numbered sentence is no heading', () => {
  expect(outline('1.各地结合实际，深入开展调研，夯实工作基础，提高工作的针对性。市局重点开展调研。')).toEqual([
    ['1', null],
  ]);
  expect(outline('1.举办培训班10场。\n2.走访企业。')).toEqual([
    ['1', null],
    ['2', null],
  ]);
  expect(outline('1.建立台账。（责任单位：甲局）')).toEqual([['1', null]]);
});

test('[C03] a heading broken by a line wrap is one heading', () => {
  const text =
    '一、步骤\n（一）商业秘密保护工作巩固提高、创建全国商业秘密保\n\n护示范基地阶段。（2023年1月至2023年12月）\n在商业秘密保护工作中，形成保护示范效应。';
  expect(outline(text)).toEqual([
    ['一', '步骤', ['（一）', '商业秘密保护工作巩固提高、创建全国商业秘密保护示范基地阶段。（2023年1月至2023年12月）']],
  ]);
});

test('[C03] page furniture, signatures and lists of attachments belong to no part', () => {
  const { parts } = readOutline(
    '一、目标\n正文。\n附件：1.任务表\n2.名单\n甲县人民政府办公室\n2024年1月1日\n（此件公开发布）\n扫一扫在手机打开当前页\n打印 关闭',
  );
  expect(parts).toHaveLength(1);
  expect(parts[0]?.blocks.map((block) => normOf(block.span))).toEqual(['正文。']);
});
