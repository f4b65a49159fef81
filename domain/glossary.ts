/**
 * Every word of the product: one English word for one Chinese term. Interface labels, OpenAPI tags, event labels
 * and the printed glossary come from here; a test fails when a folder, verb, state, role or permission is missing.
 */
export type Term = { readonly zh: string; readonly en: string; readonly meaning: string };

const term = (zh: string, en: string, meaning = ''): Term => ({ zh, en, meaning });

/** Things in the plans, keyed by the folder name in each room. */
export const nouns = {
  accounts: term('账号', 'accounts', 'How a person proves who they are: password, one-time code, sessions.'),
  agreements: term(
    '协议',
    'agreements',
    'Confidentiality and non-compete agreements, undertakings and notices that people of a firm sign.',
  ),
  assessments: term('风险评估', 'assessments', 'A filled risk assessment form: score, grade, weak points.'),
  authorities: term(
    '时间戳机构',
    'time authorities',
    'Services that vouch by an RFC 3161 token that something existed at a time.',
  ),
  councils: term(
    '领导小组',
    'councils',
    'Leading group or joint conference: head, deputies, members by unit and post.',
  ),
  coverage: term('覆盖情况', 'coverage', 'How far a region’s firms are reached and assessed, their grades, and what they miss most.'),
  documents: term(
    '制度文本',
    'documents',
    'Policies, forms and letters of a firm, written from templates that name the law they rest on.',
  ),
  enterprises: term(
    '企业',
    'enterprises',
    'Firms with what plans select them by, who serves them, and what is known of their protection.',
  ),
  divisions: term('行政区划', 'divisions', 'Provinces, cities, counties and development zones as dated data.'),
  evidence: term(
    '存证',
    'evidence',
    'The append-only register of commitments; an entry is a deposit, and its proof can be checked by anybody.',
  ),
  events: term('办理记录', 'events', 'The append-only record of every act: who, for whom, when, what.'),
  exhibits: term(
    '电子证据',
    'exhibits',
    'Electronic evidence in custody: taken, sealed, checked, handed over, given back.',
  ),
  files: term('附件', 'files', 'Documents kept beside a record; access follows the record.'),
  forms: term(
    '评估表',
    'forms',
    'A versioned risk assessment form: dimensions, items, weights, key items, size profiles.',
  ),
  home: term('今日待办', 'home', 'At most three things to do today, then what changed.'),
  identities: term('密钥身份', 'identities', 'With which a person of a firm seals and opens; made in the browser.'),
  keys: term(
    '接口密钥',
    'access keys',
    'With which a program of an organisation deposits evidence, and does nothing else.',
  ),
  leaks: term('泄密事件', 'leaks', 'A leak or suspicion of one: first steps, evidence, loss, readiness, package.'),
  meetings: term(
    '会议',
    'meetings',
    'A meeting of the leading group or joint conference: agenda, minutes, resolutions.',
  ),
  members: term('企业人员', 'members', 'People of a firm, how near their post is to secrets, entry, change and exit.'),
  organisations: term(
    '单位',
    'organisations',
    'Government bodies, parks, associations, agencies, enterprises, stations.',
  ),
  people: term('人员', 'people', 'Persons and the posts they hold in organisations.'),
  pilots: term('子试点', 'pilots', 'A pilot inside a programme, with a guiding contact.'),
  plans: term('工作方案文件', 'plans', 'A work plan document as read, before and after adoption.'),
  programmes: term('工作方案', 'programmes', 'A work plan that runs: phases, measures, tasks, targets.'),
  remedies: term('整改事项', 'remedies', 'An action that a weak answer became: owner, day, text at hand.'),
  reports: term('报送', 'reports', 'Reporting duties on yearly dates, and the reports sent.'),
  secrets: term('商业秘密', 'secrets', 'The sealed register of a firm’s secrets and their life.'),
  settings: term('系统设置', 'settings', 'Legal numbers and product settings as dated rows with source and certainty.'),
  statistics: term('统计指标', 'statistics', 'The catalogue of metrics that targets count from.'),
  targets: term('目标', 'targets', 'A counted aim with a due date, computed from the registers.'),
  tasks: term('任务', 'tasks', 'One act of a measure, with lead and co-operating units and a due date.'),
  visits: term('走访', 'visits', 'Visits, patrols and return visits to firms, with findings and follow-up.'),
  witnesses: term(
    '见证方',
    'witnesses',
    'Outside parties whose own program co-signs the evidence register as long as it only grows.',
  ),
} as const satisfies Record<string, Term>;

export type Noun = keyof typeof nouns;

const irregular: Readonly<Record<string, string>> = {
  authorities: 'authority',
  identities: 'identity',
  people: 'person',
  remedies: 'remedy',
  witnesses: 'witness',
};

/** One of a noun, as permissions and events write it: `task` of `tasks`. */
export const singularOf = (noun: string): string => irregular[noun] ?? noun.replace(/s$/, '');

/** Acts. The key is the file name, the last part of the URL, of the permission and of the event. */
export const verbs = {
  accept: term('接受邀请', 'accept', 'Use an invitation link and choose a password.'),
  add: term('新增', 'add'),
  'add-tag': term('新增标签', 'add a tag', 'A region adds a tag that its plans select firms by.'),
  adopt: term('确认实施', 'adopt', 'Turn a confirmed draft into a running programme.'),
  apply: term('导入名录', 'apply', 'A checked table becomes firms: all good rows of it, or nothing.'),
  appoint: term('任职', 'appoint', 'Give a person a post with roles in an organisation.'),
  approve: term('同意加入', 'approve', 'A firm that asked to join gets its page and account.'),
  'ask-extension': term('申请延期', 'ask for an extension'),
  assign: term('分派', 'assign', 'Name the lead or a co-operating unit of a task.'),
  attach: term('上传附件', 'attach'),
  cancel: term('撤销', 'cancel'),
  'cancel-import': term('取消导入', 'cancel the import', 'Nothing of the table stays.'),
  'change-password': term('修改密码', 'change password'),
  'clean-up': term(
    '清理过期数据',
    'clean up',
    'Remove answers kept for retries, and sessions and links that ended long ago.',
  ),
  close: term('结束', 'close'),
  'close-tag': term('停用标签', 'close a tag', 'From today on nobody chooses this tag.'),
  conclude: term('一并办结', 'conclude', 'A supporting part ends with the task that its lead units have done.'),
  confirm: term('确认完成', 'confirm', 'The lead office accepts that a unit has done its part.'),
  'confirm-totp': term('启用动态口令', 'confirm one-time codes'),
  correct: term('校正', 'correct', 'Change what the reader recognised, before adoption.'),
  decline: term('不同意加入', 'decline', 'A firm that asked to join is told why not.'),
  deposit: term('存证', 'deposit', 'Leave an entry in the evidence register.'),
  'digest-record': term(
    '固定办理记录',
    'digest the record',
    'Deposit a digest of a day of the record of acts, and compare earlier days with theirs.',
  ),
  discard: term('作废', 'discard'),
  dismiss: term('免去', 'dismiss', 'End a post on a date.'),
  drop: term('不再整改', 'drop', 'An action need not be done after all, with the reason.'),
  edit: term('修改', 'edit'),
  enter: term('进入演示', 'enter', 'Enter the demonstration as one of its invented people.'),
  'enrol-totp': term('登记动态口令', 'enrol one-time codes'),
  fill: term('填写', 'fill', 'Save answers through a link that was given to somebody without an account.'),
  finalise: term('确认纪要', 'finalise', 'The minutes are final: frozen, deposited; resolutions become tasks.'),
  finish: term('完成', 'finish', 'It is done: it counts, and what follows from it begins.'),
  'grant-extension': term('同意延期', 'grant the extension'),
  'hand-in': term('提交', 'hand in', 'Finish through a link; the link ends.'),
  hash: term('校验', 'check the digests', 'Compute the digests of the content again and compare them with the first.'),
  import: term('导入', 'import'),
  'import-calendar': term(
    '导入放假安排',
    'import the holidays',
    'Take in the yearly notice of holidays and shifted days.',
  ),
  invite: term('邀请', 'invite', 'Issue a one-time link with which a person opens an account.'),
  issue: term('签发', 'issue', 'Make a key, whose text is shown once.'),
  join: term('加入', 'join', 'A firm takes its page over by the link that its bureau gave it.'),
  leave: term('离任', 'leave', 'A person leaves: posts end, sessions end at once.'),
  link: term('挂接上级方案', 'link', 'Name the superior programme that this one carries out.'),
  map: term('对应列', 'map', 'Say which column of a table is which field.'),
  move: term('移交', 'hand over', 'Send an exhibit to another keeper; who confirms with receive.'),
  note: term('填报进展', 'note', 'Write a progress note, with attachments.'),
  open: term('立项整改', 'open', 'Make an action of every weak answer of an assessment.'),
  override: term('人工核定', 'override', 'Set a value beside the computed one, with a reason.'),
  read: term('识别', 'read', 'Read a document into a draft.'),
  receive: term('接收', 'receive', 'Confirm that a moved exhibit arrived, and whether its seal is whole.'),
  record: term('记录纪要', 'record the minutes', 'Who attended, what was said, what was resolved.'),
  recover: term(
    '找回次序',
    'recover',
    'A database from an older backup takes back the order that was published since.',
  ),
  recount: term('重新汇总', 'recount', 'Count the sums of all regions anew from the ground up.'),
  'refuse-extension': term('不同意延期', 'refuse the extension'),
  register: term('申请加入', 'register', 'A firm asks its bureau to join, without an invitation.'),
  release: term('发还', 'release', 'Give an exhibit back on a basis; custody ends.'),
  remind: term('催办', 'remind'),
  reopen: term('恢复办理', 'reopen'),
  'request-token': term(
    '申请时间戳',
    'request a time stamp',
    'Ask every time authority to vouch for the time of one deposit.',
  ),
  report: term('报告完成', 'report done', 'A unit says that its part is done.'),
  return: term('退回', 'return', 'The lead office sends the part back with a reason.'),
  revoke: term('注销', 'revoke', 'End a session or an access key at once.'),
  'revoke-key': term('注明密钥失窃', 'revoke a key', 'Say that a former signing key was stolen.'),
  'roll-up': term('汇总', 'roll up'),
  'rotate-key': term('更换密钥', 'rotate the key', 'The register signs with new keys from now on.'),
  seal: term('封存', 'seal', 'Close an exhibit under a numbered seal.'),
  'set-up': term('初始化', 'set up', 'Create the first administrators by the one-time link.'),
  'sign-in': term('登录', 'sign in'),
  'sign-out': term('退出', 'sign out'),
  snapshot: term('留存快照', 'snapshot', 'Keep the value of every target of a day.'),
  split: term('分解下达', 'split', 'Hand parts of a target down to regions or units.'),
  submit: term('报送', 'submit'),
  'switch-post': term('切换岗位', 'switch post'),
  take: term('提取固定', 'take', 'Take electronic evidence: device, tool, method, operator, second person, digests.'),
  'take-in': term('并入名录', 'take in', 'The system writes a checked table into the register of firms.'),
  unlock: term('解锁', 'unlock'),
  unseal: term('启封', 'unseal', 'Open a sealed exhibit before a second person.'),
  visit: term('打开首页', 'visit', 'Remember when a person last looked at the home page.'),
  withdraw: term('撤回核定', 'withdraw', 'Take an override back; the computed value counts again.'),
} as const satisfies Record<string, Term>;

export const states = {
  active: term('在用', 'active'),
  adopted: term('已实施', 'adopted'),
  asked: term('待审批', 'asked'),
  assigned: term('办理中', 'in hand'),
  cancelled: term('已撤销', 'cancelled'),
  closed: term('已结束', 'closed'),
  confirmed: term('已完成', 'confirmed'),
  discarded: term('已作废', 'discarded'),
  done: term('已完成', 'done'),
  dropped: term('不再整改', 'dropped'),
  due: term('待报送', 'due'),
  expired: term('已过期', 'expired'),
  final: term('已确认', 'final'),
  granted: term('已同意', 'granted'),
  invited: term('待激活', 'invited'),
  left: term('已离任', 'left'),
  moved: term('移交中', 'on the way'),
  open: term('待办', 'open'),
  opened: term('已启封', 'opened'),
  planned: term('待召开', 'planned'),
  published: term('已公布', 'published'),
  received: term('已接收', 'received'),
  recorded: term('待确认纪要', 'recorded'),
  refused: term('未同意', 'refused'),
  registered: term('待提取', 'registered'),
  released: term('已发还', 'released'),
  reported: term('待确认', 'reported'),
  revoked: term('已注销', 'revoked'),
  running: term('实施中', 'running'),
  sealed: term('已封存', 'sealed'),
  sequenced: term('已排序', 'sequenced'),
  submitted: term('已报送', 'submitted'),
  under_review: term('待校正', 'under review'),
  taken: term('待封存', 'taken'),
} as const satisfies Record<string, Term>;

export const roles = {
  programme_officer: term('专班工作人员', 'programme officer', 'Runs the programme from the leading group’s office.'),
  leader: term('负责人', 'leader', 'Answers for the result; reads everything of the programme.'),
  unit_officer: term('成员单位工作人员', 'unit officer', 'Does the tasks of a member unit.'),
  superior_officer: term('上级工作人员', 'superior officer', 'Oversees the programmes of the regions below.'),
  station_officer: term('服务站工作人员', 'station officer', 'Serves enterprises at a station.'),
  enterprise_officer: term('企业人员', 'enterprise officer', 'Acts for an enterprise.'),
  employee: term('企业员工', 'employee', 'Of a firm: reads what they are cleared for, signs, learns, hands back.'),
  system_administrator: term('系统管理员', 'system administrator', 'Runs the installation; reads no business data.'),
  security_administrator: term(
    '安全管理员',
    'security administrator',
    'Opens and closes accounts; reads no business data.',
  ),
  audit_administrator: term('审计管理员', 'audit administrator', 'Reads the record of acts; no business data.'),
} as const satisfies Record<string, Term>;

export type Role = keyof typeof roles;

/** The three administrators: held by different people (separation of duties), none reads business data. */
export const administratorRoles = [
  'system_administrator',
  'security_administrator',
  'audit_administrator',
] as const satisfies readonly Role[];

export const organisationKinds = {
  leading_office: term('领导小组办公室', 'leading group office'),
  government: term('人民政府', 'government'),
  market_regulation: term('市场监管', 'market regulation'),
  police: term('公安', 'police'),
  procuratorate: term('检察院', 'procuratorate'),
  court: term('法院', 'court'),
  justice: term('司法行政', 'justice'),
  technology: term('科技', 'science and technology'),
  industry: term('工业和信息化', 'industry'),
  commerce: term('商务', 'commerce'),
  finance: term('财政', 'finance'),
  labour: term('人力资源社会保障', 'labour'),
  publicity: term('宣传', 'publicity'),
  development: term('发展改革', 'development and reform'),
  park: term('园区', 'park'),
  township: term('乡镇街道', 'township'),
  association: term('行业协会', 'association'),
  agency: term('服务机构', 'agency'),
  enterprise: term('企业', 'enterprise'),
  institute: term('高校院所', 'institute'),
  station: term('服务站', 'station'),
  other: term('其他', 'other'),
} as const satisfies Record<string, Term>;

export type OrganisationKind = keyof typeof organisationKinds;

export const divisionKinds = {
  nation: term('全国', 'nation'),
  province: term('省', 'province'),
  city: term('市', 'city'),
  county: term('县', 'county'),
  development_zone: term('开发区', 'development zone'),
} as const satisfies Record<string, Term>;

export type DivisionKind = keyof typeof divisionKinds;
