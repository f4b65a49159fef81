import { expect, test } from 'vitest';
import { printDraft } from './print.ts';
import { readPlan } from './read.ts';

const measures = (text: string) => printDraft(readPlan(text)).measures;
const body =
  '甲市商业秘密保护工作方案\n一、重点任务\n（一）加强制度创新。研究出台保护规则和政策措施。\n（二）加强服务保障。建设服务站，落实联络员制度。\n';

test('[C03] cells one to a line, broken across lines, go to the measure they resemble', () => {
  const table = `${body}附件\n工作细化措施内容 |\n责任单位 |\n1.持续推进服务站建设，落实联络员\n制度。(2024年至2025年持续推进) |\n各县(市、区)市场监管局牵头，协调商会、\n协会等推动落实 |\n2.推动出台保护政策措施。（2024年11月30日之前完成） |\n市市场监管局和各县(市、区)市场监管局牵头，协调科技、财政等部门推动落实 |\n`;
  const [first, second] = measures(table);
  expect(measures(table)).toHaveLength(2);
  expect(first?.tasks.at(-1)).toMatchObject({
    no: '2',
    text: '推动出台保护政策措施。',
    lead_units: ['市市场监管局', '各县(市、区)市场监管局'],
    supporting_units: ['科技', '财政'],
    due_on: '2024-11-30',
  });
  expect(second?.tasks.at(-1)).toMatchObject({
    no: '1',
    lead_units: ['各县(市、区)市场监管局'],
    supporting_units: ['商会', '协会'],
    from: '2024-01-01',
    to: '2025-12-31',
    continuing: true,
  });
});

const header = '| 类别 | 序号 | 任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|---|\n';

test('[C03] a plan that is only a table: the column of groups makes the measures, merged cells go on', () => {
  const found = measures(
    `甲县2024年工作任务清单\n${header}| 制度建设 | 1 | 印发办法 | 甲局 | 乙局、丙局 | 2024年3月底前 |\n|  | 2 | 建立名册 | 甲局 |  | 持续推进 |\n| 宣传培训 | 3 | 举办培训 | 丁局<br>戊局 | / | 2024年5月—8月 |\n`,
  );
  expect(found).toMatchObject([
    {
      title: '制度建设',
      tasks: [
        { no: '1', text: '印发办法', lead_units: ['甲局'], supporting_units: ['乙局', '丙局'], due_on: '2024-03-31' },
        { no: '2', supporting_units: [], due_on: null, continuing: true },
      ],
    },
    {
      title: '宣传培训',
      tasks: [{ no: '3', lead_units: ['丁局', '戊局'], supporting_units: [], from: '2024-05-01', to: '2024-08-31' }],
    },
  ]);
});

test('[C03] rows that name a group, and columns parted by tabs', () => {
  const found = measures(
    '甲县工作任务分解表\n序号\t工作任务\t责任单位\t完成时间\n一、制度建设\t\t\t\n1\t印发办法\t甲局\t2024年3月\n2\t建立名册\t乙局\t2024年4月\n二、宣传\t\t\t\n3\t举办培训\t丙局\t2024年5月\n',
  );
  expect(found).toMatchObject([
    { no: '一', title: '制度建设', tasks: [{ no: '1' }, { no: '2' }] },
    { no: '二', title: '宣传', tasks: [{ no: '3', lead_units: ['丙局'], due_on: '2024-05-31' }] },
  ]);
});

test('[C03] persons who answer for a task are left out', () => {
  const found = measures(
    '甲县任务清单\n| 序号 | 任务 | 责任单位 | 责任领导 | 完成时限 |\n| 1 | 印发办法 | 甲局 | 张样例 | 2024年3月 |\n',
  );
  expect(JSON.stringify(found)).not.toContain('张样例');
  expect(found[0]?.tasks[0]?.lead_units).toEqual(['甲局']);
});
