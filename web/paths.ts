import { singularOf } from '#domain/glossary.ts';

/** Every address of the client. Pages of other nouns are reached only by these (no page imports another's files). */
export const paths = {
  home: '/',
  leader: '/leader',

  signIn: '/sign-in',
  account: '/account',
  keys: '/keys',
  setUp: '/set-up',
  accept: '/accept',

  overview: '/overview',
  programmes: '/programmes',
  programme: (id: string) => `/programmes/${id}`,
  plans: '/plans',
  plan: (id: string) => `/plans/${id}`,
  tasks: '/tasks',
  task: (id: string) => `/tasks/${id}`,
  targets: '/targets',
  target: (id: string) => `/targets/${id}`,
  statistics: '/statistics',
  remedies: '/remedies',
  remedy: (id: string) => `/remedies/${id}`,
  /** Sheet, link and report of one assessment. */
  assessmentShare: (id: string) => `/assessments/${id}/share`,
  /** Where somebody without an account fills an assessment, by the link's token in `#`. */
  fillByLink: '/fill',
  coverage: '/coverage',
  coverageFirms: '/coverage/firms',
  documents: '/documents',
  documentLibrary: '/documents/library',
  documentTemplate: (key: string) => `/documents/library/${key}`,
  /** The same, filled with what is known of somebody of the firm. */
  documentFor: (key: string, member: string) => `/documents/library/${key}?member=${member}`,
  document: (id: string) => `/documents/${id}`,
  exhibits: '/exhibits',
  exhibit: (id: string) => `/exhibits/${id}`,
  meetings: (programme: string) => `/programmes/${programme}/meetings`,
  meeting: (id: string) => `/meetings/${id}`,
  events: '/events',
  evidence: '/evidence',
  depositFiles: '/evidence/deposit',
  deposit: (id: string) => `/evidence/${id}`,
  certificate: (id: string) => `/evidence/${id}/certificate`,
  monitor: '/monitor',
  /** Not a page of this client: the checker, one file that the server gives to anybody. */
  verify: '/verify',

  visits: '/visits',
  newVisit: '/visits/new',
  visit: (id: string) => `/visits/${id}`,
  editVisit: (id: string) => `/visits/${id}/edit`,
  visitFirms: '/visits/firms',
  visitResearch: '/visits/research',
  outbox: '/outbox',
  duties: '/duties',
  secrets: '/secrets',
  newSecret: '/secrets/new',
  secretImport: '/secrets/import',
  secretReadings: '/secrets/readings',
  secret: (id: string) => `/secrets/${id}`,
  editSecret: (id: string) => `/secrets/${id}/edit`,
  disclosures: '/disclosures',
  /** Beginning with this secret; the name of a query. */
  disclose: '/disclosures/new',

  leaks: '/leaks',
  newLeak: '/leaks/new',
  leakReadiness: '/leaks/readiness',
  leakPackage: '/leaks/package',
  leak: (id: string) => `/leaks/${id}`,

  identities: '/identities',

  enterprises: '/enterprises',
  enterpriseImport: '/enterprises/import',
  enterpriseApplications: '/enterprises/applications',
  enterprise: (id: string) => `/enterprises/${id}`,
  joinFirm: '/join',
  registerFirm: '/register',
  joinState: '/waiting',

  assessments: '/assessments',
  newAssessment: '/assessments/new',
  assessment: (id: string) => `/assessments/${id}`,
  assessmentResult: (id: string) => `/assessments/${id}/result`,
  forms: '/forms',
  form: (id: string) => `/forms/${id}`,

  members: '/members',
  member: (id: string) => `/members/${id}`,
  openers: '/members/openers',
  /** A post in one firm more, taken by a link's token in `#`. */
  takePost: '/take-post',
  agreements: '/agreements',
  agreement: (id: string) => `/agreements/${id}`,
  learnings: '/learnings',
  learning: (id: string) => `/learnings/${id}`,
  /** The list, with the form that asks for receipts of a policy. */
  askReceipts: (document: string) => `/learnings?document=${document}`,
  /** Where anybody signs by a link's token in `#`. */
  sign: '/sign',

  organisations: '/organisations',
  organisation: (id: string) => `/organisations/${id}`,
  people: '/people',
  person: (id: string) => `/people/${id}`,
  divisions: '/divisions',
  settings: '/settings',
  calendar: '/settings/calendar',
  authorities: '/settings/authorities',
  witnesses: '/settings/witnesses',
} as const;

const detail: Readonly<Record<string, (id: string) => string>> = {
  programme: paths.programme,
  plan: paths.plan,
  task: paths.task,
  target: paths.target,
  remedy: paths.remedy,
  document: paths.document,
  exhibit: paths.exhibit,
  meeting: paths.meeting,
  evidence: paths.deposit,
  identity: () => paths.identities,
  secret: paths.secret,
  leak: paths.leak,
  member: paths.member,
  agreement: paths.agreement,
  organisation: paths.organisation,
  enterprise: paths.enterprise,
  person: paths.person,
  assessment: paths.assessment,
  form: paths.form,
  visit: paths.visit,
  application: () => paths.enterpriseApplications,
  learning: paths.learning,
  disclosure: () => paths.disclosures,
  setting: () => paths.settings,
  authority: () => paths.authorities,
  witness: () => paths.witnesses,
};

/** Rows that are shown on a tab of their programme. */
const tabs: Readonly<Record<string, string>> = { council: 'council', pilot: 'pilots', report: 'reports' };

/**
 * The page of a row that an event, a deadline or a thing to do names (`task`, or the plural `tasks`); null when it has
 * none. `programme` is where reports, pilots and councils are shown.
 */
export function pathOf(noun: string, id: string, programme?: string | null): string | null {
  const one = singularOf(noun);
  const page = detail[one]?.(id);
  if (page) return page;
  const tab = tabs[one];
  return tab && programme ? `${paths.programme(programme)}?tab=${tab}` : null;
}

/** Only our own addresses are followed after signing in. */
export const safeBack = (back: string | null): string =>
  back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\') ? back : paths.home;
