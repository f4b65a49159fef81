import type { Sentences } from '../sentence.ts';

/** Refusals of the register of firms, of tables that come in, and of firms that join. */
export const enterpriseSentences: Sentences = {
  application_decided: {
    zh: '该申请已由他人办理，请刷新页面查看结果。',
    en: 'Somebody has decided on this application already. Reload to see how.',
  },
  cell_error: {
    zh: '“{head}”一栏是公式错误值，请在表格中改正后重新导入。',
    en: 'The column “{head}” holds an error of a formula. Correct it in the table and import again.',
  },
  cell_unknown: {
    zh: '“{head}”一栏的“{value}”无法识别，请按系统给出的选项填写。',
    en: '“{value}” in the column “{head}” is not known. Use one of the words that the product offers.',
  },
  code_elsewhere: {
    zh: '统一社会信用代码{code}已登记在本地区以外，不能在此重复登记。请核对代码；确系迁入的，请联系上级办公室。',
    en: 'The credit code {code} is registered outside this region. Check it; if the firm has moved here, ask the superior office.',
  },
  code_not_firm: {
    zh: '统一社会信用代码{code}已登记为其他类别的单位，请核对。',
    en: 'The credit code {code} belongs to an organisation that is no firm. Check it.',
  },
  enterprise_joined: {
    zh: '该企业已有企业保密管理员账号，不需要再次邀请。忘记密码的，请联系安全管理员重置。',
    en: 'This firm has an officer with an account already. For a lost password ask the security administrator.',
  },
  firm_moves: {
    zh: '该企业已登记在“{place}”，导入不会改变所属区划。请核对，或在企业页面修改。',
    en: 'This firm is registered in {place}; an import does not move it. Check the row, or change the place on the firm’s page.',
  },
  firm_name_taken: {
    zh: '同一区划内已有名为“{name}”的其他企业，请核对名称和统一社会信用代码。',
    en: 'Another firm of this place is called “{name}”. Check the name and the credit code.',
  },
  import_not_ready: {
    zh: '表格正在处理，请稍后再试。',
    en: 'The table is still being worked on. Try again shortly.',
  },
  import_nothing: {
    zh: '没有可以导入的行。请按“问题清单”改正表格，或更换重复企业的处理方式。',
    en: 'No row can be imported. Correct the table by its list of problems, or choose otherwise for duplicates.',
  },
  import_open: {
    zh: '本单位有一份表格正在导入。请先完成或取消那一份，再导入新的表格。',
    en: 'Your organisation is importing another table. Finish or cancel that one first.',
  },
  import_over: {
    zh: '该次导入已经结束，不能再更改。请重新选择表格。',
    en: 'This import is over. Choose the table again.',
  },
  import_rows_most: {
    zh: '表格超过{limit}行，请拆分后分次导入。',
    en: 'The table has more than {limit} rows. Split it and import the parts.',
  },
  import_without_name: {
    zh: '请指定哪一列是企业名称。',
    en: 'Say which column holds the name of the firm.',
  },
  join_code_taken: {
    zh: '该企业名称或统一社会信用代码已被占用，不能新建。请核对；已在名录中的企业请使用“认领”。',
    en: 'This name or credit code is in use, so no new firm can be made. Check it; a firm that is listed is claimed instead.',
  },
  liaison_no_office: {
    zh: '联络单位和服务站应为在用的机关或服务机构，不能是企业。',
    en: 'A liaison office or station must be a body in use, not a firm.',
  },
  liaison_no_post: {
    zh: '所选人员在该单位没有现任职务，请先任职或另选人员。',
    en: 'This person has no present post there. Appoint the person first, or choose somebody else.',
  },
  liaison_without_office: {
    zh: '请先选择单位，再选择人员。',
    en: 'Choose the office before the person.',
  },
  mapping_twice: {
    zh: '第{column}列对应了两个字段，请为每列只选一个字段。',
    en: 'Column {column} stands for two fields. Choose one field for each column.',
  },
  office_writes_this: {
    zh: '企业名称、统一社会信用代码、所属区划和标签由所在地办公室维护。需要更改的，请联系本地联络员。',
    en: 'Name, credit code, place and tags are kept by the office of the place. Ask your liaison officer to change them.',
  },
  firm_twice: {
    zh: '与第{earlier}行是同一企业或同名，但内容冲突，请核对后保留一行。',
    en: 'The same firm or name as row {earlier}, with contradicting data. Keep one of the rows.',
  },
  tag_not_yours: {
    zh: '标签“{name}”不是本地区新增的，不能停用。',
    en: 'The tag “{name}” was not added by your region and cannot be closed.',
  },
  tag_taken: {
    zh: '已有名为“{name}”的标签，请直接使用。',
    en: 'There is a tag called “{name}” already. Use that one.',
  },
  too_many_applications: {
    zh: '近期申请较多，暂不能提交。请稍后再试，或直接联系所在地市场监管部门。',
    en: 'There are many applications at present. Try later, or ask your bureau directly.',
  },
  unknown_industry: {
    zh: '没有代码为“{code}”的行业。请按《国民经济行业分类》（GB/T 4754）选择。',
    en: 'There is no industry “{code}” in GB/T 4754. Choose one from the list.',
  },
  unknown_tag: {
    zh: '标签“{tag}”在该地区不可用，请重新选择。',
    en: 'The tag “{tag}” is not offered at this place. Choose again.',
  },
};
