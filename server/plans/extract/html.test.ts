import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { extractText } from './extract-text.ts';

async function linesOf(html: string): Promise<string[]> {
  return (await extractText(iconv.encode(html, 'utf8'), 'plan.html')).text.split('\n');
}

const LONG = '坚持统筹谋划，将创新试点作为重要切入点，服务经济社会发展全局，形成可复制可推广的经验。'.repeat(6);

test('blocks break lines, scripts and hidden parts are left out, entities and source line ends are resolved', async () => {
  const html = `<html><head><title>方案</title><style>p{}</style></head><body><script>var a="x"</script><noscript>请开启</noscript>
    <h1>方案</h1><p>一、总体&nbsp;要求<br>到2023年，培育&ge;5家&#12290;</p><p style="display: none">隐藏</p><div>建立
    健全 trade secret
    rules</div></body></html>`;
  expect(await linesOf(html)).toEqual(['方案', '一、总体 要求', '到2023年，培育≥5家。', '建立健全 trade secret rules']);
});

test.each(['gb2312', 'GBK', 'gb18030'])('reads a page that declares %s', async (label) => {
  const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${label}"><title>某县方案</title></head><body><p>一、目标</p></body></html>`;
  const extracted = await extractText(iconv.encode(html, 'gb18030'), 'a.htm');
  expect(extracted).toEqual({ text: '某县方案\n一、目标', format: 'html', encoding: 'gb18030' });
});

test('believes the bytes when the declared encoding is wrong, and mends a page with one broken sign', async () => {
  const page = (label: string) => `<html><head><meta charset="${label}"></head><body><p>工作方案</p></body></html>`;
  expect((await extractText(iconv.encode(page('gb2312'), 'utf8'), 'a.html')).encoding).toBe('utf-8');
  expect((await extractText(iconv.encode(page('utf-8'), 'gbk'), 'a.html')).encoding).toBe('gb18030');
  const broken = Buffer.concat([iconv.encode(page('gb2312').replace('</p>', ''), 'gbk'), Buffer.from([0xff, 0x20])]);
  expect((await extractText(broken, 'a.html')).text).toContain('工作方案');
});

test('a table of data becomes rows, with empty cells for spans', async () => {
  const html = `<table><tr><th>序号<th>任务<th colspan=2>单位</tr>
    <tr><td>1</td><td rowspan=2><p>建站</p><p>三个</p></td><td>甲</td><td>乙</td></tr><tr><td>2</td><td>丙</td><td>丁</td></tr></table>`;
  expect(await linesOf(html)).toEqual([
    '| 序号 | 任务 | 单位 |  |',
    '| 1 | 建站 三个 | 甲 | 乙 |',
    '| 2 |  | 丙 | 丁 |',
  ]);
});

test('a table that only lays out the page is no table', async () => {
  const html = `<table><tr><td><a href="/">首页</a></td><td><p>一、目标</p><p>${LONG}</p><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>`;
  const lines = await linesOf(html);
  expect(lines).toContain('一、目标');
  expect(lines).toContain(LONG);
  expect(lines).toContain('| 甲 | 乙 |');
});

test('keeps the article, its title and particulars, and leaves menus and link lists', async () => {
  const html = `<html><head><title>某市商业秘密保护方案_某市人民政府</title></head><body>
    <nav>导航</nav><div class="top"><a href="/">首页</a> <a href="/a">政务公开</a> 您好，今天是星期一</div>
    <table><tr><td>索引号</td><td>SM001</td></tr><tr><td>文号</td><td>明市监〔2023〕3号</td></tr></table>
    <div id="main"><h2>一、总体要求</h2><p>${LONG}</p><p>${LONG}</p></div>
    <div><p>附件：任务分工表</p></div><div class="foot"><a href="/b">网站地图</a> 版权所有</div></body></html>`;
  expect(await linesOf(html)).toEqual([
    '某市商业秘密保护方案',
    '| 索引号 | SM001 |',
    '| 文号 | 明市监〔2023〕3号 |',
    '一、总体要求',
    LONG,
    LONG,
    '附件：任务分工表',
  ]);
});

test('a long section in a container of its own is not taken for the whole article', async () => {
  const html = `<body><div>某县工作方案</div><div><p>一、目标</p></div><div><p>二、任务</p><p>${LONG}</p><p>${LONG}</p></div><div><p>三、保障</p></div></body>`;
  expect(await linesOf(html)).toEqual(['某县工作方案', '一、目标', '二、任务', LONG, LONG, '三、保障']);
});

test('the page title is added only where the text has none, and without the name of the site', async () => {
  const html = (title: string, body: string) => `<html><head><title>${title}</title></head><body>${body}</body></html>`;
  expect(await linesOf(html('某县2023-2025年工作方案 - 某县人民政府', '<p>一、目标</p>'))).toEqual([
    '某县2023-2025年工作方案',
    '一、目标',
  ]);
  expect(await linesOf(html('通知公告', '<p>某县工作方案</p><p>一、目标</p>'))).toEqual(['某县工作方案', '一、目标']);
});

test('numbers ordered lists unless the author did', async () => {
  expect(await linesOf('<ol start=3><li>建站</li><li>培训</li></ol><ol><li>一、目标</li></ol>')).toEqual([
    '3. 建站',
    '4. 培训',
    '一、目标',
  ]);
});

test('reads deep nesting and refuses endless nesting at once', async () => {
  expect(await linesOf(`${'<div><b>'.repeat(400)}一、目标`)).toEqual(['一、目标']);
  expect(await linesOf(`${'<table><tr><td>'.repeat(150)}二、任务`)).toEqual(['二、任务']);
  await expect(linesOf('<div><b>'.repeat(1_000_000))).rejects.toMatchObject({ reason: 'file_damaged' });
});

test('refuses a page without text', async () => {
  await expect(linesOf('<html><body><img src="a.png"></body></html>')).rejects.toMatchObject({ reason: 'file_empty' });
});
