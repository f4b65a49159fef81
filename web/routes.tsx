import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Anybody } from './Anybody.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { loadWords } from './i18n/start.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { paths } from './paths.ts';
import { Shell } from './Shell.tsx';
import { Visitors } from './Visitors.tsx';

/** Pages that anybody sees first: they do without the sentences of the others. */
const first: ReadonlySet<string> = new Set([paths.home, paths.signIn, paths.setUp, paths.accept]);

const withWords = (load: () => Promise<ComponentType>) => async (): Promise<ComponentType> => {
  const [Page] = await Promise.all([load(), loadWords()]);
  return Page;
};

/** A page fetched when it is first opened. The address comes from paths.ts, a name in it as ":id". */
const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: { Component: first.has(path) ? load : withWords(load) },
  ErrorBoundary: ErrorPage,
});

/** Pages for a signed-in person, inside the shell with menu and header. */
const inside: RouteObject[] = [
  page(paths.home, async () => (await import('./home/HomePage.tsx')).HomePage),
  page(paths.leader, async () => (await import('./home/LeaderPage.tsx')).LeaderPage),
  page(paths.programmes, async () => (await import('./programmes/ListPage.tsx')).ListPage),
  page(paths.programme(':id'), async () => (await import('./programmes/DetailPage.tsx')).DetailPage),
  page(paths.meetings(':id'), async () => (await import('./meetings/ListPage.tsx')).ListPage),
  page(paths.meeting(':id'), async () => (await import('./meetings/DetailPage.tsx')).DetailPage),
  page(paths.plans, async () => (await import('./plans/ListPage.tsx')).ListPage),
  page(paths.plan(':id'), async () => (await import('./plans/ReviewPage.tsx')).ReviewPage),
  page(paths.overview, async () => (await import('./programmes/OverviewPage.tsx')).OverviewPage),
  page(paths.targets, async () => (await import('./targets/ListPage.tsx')).ListPage),
  page(paths.target(':id'), async () => (await import('./targets/DetailPage.tsx')).DetailPage),
  page(paths.remedies, async () => (await import('./remedies/ListPage.tsx')).ListPage),
  page(paths.remedy(':id'), async () => (await import('./remedies/DetailPage.tsx')).DetailPage),
  page(paths.assessmentShare(':id'), async () => (await import('./remedies/SharePage.tsx')).SharePage),
  page(paths.coverage, async () => (await import('./coverage/CoveragePage.tsx')).CoveragePage),
  page(paths.coverageFirms, async () => (await import('./coverage/FirmsPage.tsx')).FirmsPage),
  page(paths.documents, async () => (await import('./documents/ListPage.tsx')).ListPage),
  page(paths.documentLibrary, async () => (await import('./documents/LibraryPage.tsx')).LibraryPage),
  page(paths.documentTemplate(':key'), async () => (await import('./documents/TemplatePage.tsx')).TemplatePage),
  page(paths.document(':id'), async () => (await import('./documents/DetailPage.tsx')).DetailPage),
  page(paths.exhibits, async () => (await import('./exhibits/ListPage.tsx')).ListPage),
  page(paths.exhibit(':id'), async () => (await import('./exhibits/DetailPage.tsx')).DetailPage),
  page(paths.statistics, async () => (await import('./statistics/ListPage.tsx')).ListPage),
  page(paths.evidence, async () => (await import('./evidence/ListPage.tsx')).ListPage),
  page(paths.depositFiles, async () => (await import('./evidence/DepositPage.tsx')).DepositPage),
  page(paths.deposit(':id'), async () => (await import('./evidence/DetailPage.tsx')).DetailPage),
  page(paths.certificate(':id'), async () => (await import('./evidence/CertificatePage.tsx')).CertificatePage),
  page(paths.events, async () => (await import('./events/ListPage.tsx')).ListPage),
  page(paths.tasks, async () => (await import('./tasks/ListPage.tsx')).ListPage),
  page(paths.task(':id'), async () => (await import('./tasks/DetailPage.tsx')).DetailPage),
  page(paths.visits, async () => (await import('./visits/ListPage.tsx')).ListPage),
  page(paths.newVisit, async () => (await import('./visits/NewPage.tsx')).NewPage),
  page(paths.visitFirms, async () => (await import('./visits/FirmsPage.tsx')).FirmsPage),
  page(paths.visitResearch, async () => (await import('./visits/ResearchPage.tsx')).ResearchPage),
  page(paths.visit(':id'), async () => (await import('./visits/DetailPage.tsx')).DetailPage),
  page(paths.editVisit(':id'), async () => (await import('./visits/EditPage.tsx')).EditPage),
  page(paths.duties, async () => (await import('./home/DutiesPage.tsx')).DutiesPage),
  page(paths.outbox, async () => (await import('./ui/OutboxPage.tsx')).OutboxPage),
  page(paths.assessments, async () => (await import('./assessments/ListPage.tsx')).ListPage),
  page(paths.newAssessment, async () => (await import('./assessments/StartPage.tsx')).StartPage),
  page(paths.assessment(':id'), async () => (await import('./assessments/DetailPage.tsx')).DetailPage),
  page(paths.assessmentResult(':id'), async () => (await import('./assessments/ResultPage.tsx')).ResultPage),
  page(paths.forms, async () => (await import('./forms/ListPage.tsx')).ListPage),
  page(paths.form(':id'), async () => (await import('./forms/DetailPage.tsx')).DetailPage),
  page(paths.account, async () => (await import('./accounts/AccountPage.tsx')).AccountPage),
  page(paths.keys, async () => (await import('./keys/ListPage.tsx')).ListPage),
  page(paths.secrets, async () => (await import('./secrets/ListPage.tsx')).ListPage),
  page(paths.newSecret, async () => (await import('./secrets/EditPage.tsx')).EditPage),
  page(paths.secretImport, async () => (await import('./secrets/ImportPage.tsx')).ImportPage),
  page(paths.secretReadings, async () => (await import('./secrets/ReadingsPage.tsx')).ReadingsPage),
  page(paths.secret(':id'), async () => (await import('./secrets/DetailPage.tsx')).DetailPage),
  page(paths.editSecret(':id'), async () => (await import('./secrets/EditPage.tsx')).EditPage),
  page(paths.disclosures, async () => (await import('./disclosures/ListPage.tsx')).ListPage),
  page(paths.disclose, async () => (await import('./disclosures/NewPage.tsx')).NewPage),
  page(paths.leaks, async () => (await import('./leaks/ListPage.tsx')).ListPage),
  page(paths.newLeak, async () => (await import('./leaks/NewPage.tsx')).NewPage),
  page(paths.leakReadiness, async () => (await import('./leaks/ReadinessPage.tsx')).ReadinessPage),
  page(paths.leakPackage, async () => (await import('./leaks/PackagePage.tsx')).PackagePage),
  page(paths.leak(':id'), async () => (await import('./leaks/DetailPage.tsx')).DetailPage),
  page(paths.identities, async () => (await import('./identities/KeyPage.tsx')).KeyPage),
  page(paths.enterprises, async () => (await import('./enterprises/ListPage.tsx')).ListPage),
  page(paths.enterpriseImport, async () => (await import('./enterprises/ImportPage.tsx')).ImportPage),
  page(paths.enterpriseApplications, async () => (await import('./enterprises/ApplicationsPage.tsx')).ApplicationsPage),
  page(paths.enterprise(':id'), async () => (await import('./enterprises/DetailPage.tsx')).DetailPage),
  page(paths.joinState, async () => (await import('./enterprises/WaitingPage.tsx')).WaitingPage),
  page(paths.members, async () => (await import('./members/ListPage.tsx')).ListPage),
  page(paths.openers, async () => (await import('./members/OpenersPage.tsx')).OpenersPage),
  page(paths.member(':id'), async () => (await import('./members/DetailPage.tsx')).DetailPage),
  page(paths.takePost, async () => (await import('./members/JoinPage.tsx')).JoinPage),
  page(paths.agreements, async () => (await import('./agreements/ListPage.tsx')).ListPage),
  page(paths.learnings, async () => (await import('./learnings/ListPage.tsx')).ListPage),
  page(paths.learning(':id'), async () => (await import('./learnings/DetailPage.tsx')).DetailPage),
  page(paths.agreement(':id'), async () => (await import('./agreements/DetailPage.tsx')).DetailPage),
  page(paths.organisations, async () => (await import('./organisations/ListPage.tsx')).ListPage),
  page(paths.organisation(':id'), async () => (await import('./organisations/DetailPage.tsx')).DetailPage),
  page(paths.people, async () => (await import('./people/ListPage.tsx')).ListPage),
  page(paths.person(':id'), async () => (await import('./people/DetailPage.tsx')).DetailPage),
  page(paths.divisions, async () => (await import('./divisions/ListPage.tsx')).ListPage),
  page(paths.settings, async () => (await import('./settings/ListPage.tsx')).ListPage),
  page(paths.calendar, async () => (await import('./settings/CalendarPage.tsx')).CalendarPage),
  page(paths.authorities, async () => (await import('./authorities/ListPage.tsx')).ListPage),
  page(paths.witnesses, async () => (await import('./witnesses/ListPage.tsx')).ListPage),
];

/** Pages before sign-in: no menu. */
const outside: RouteObject[] = [
  page(paths.signIn, async () => (await import('./accounts/SignInPage.tsx')).SignInPage),
  page(paths.setUp, async () => (await import('./accounts/SetUpPage.tsx')).SetUpPage),
  page(paths.joinFirm, async () => (await import('./enterprises/JoinPage.tsx')).JoinPage),
  page(paths.registerFirm, async () => (await import('./enterprises/RegisterPage.tsx')).RegisterPage),
  page(paths.sign, async () => (await import('./agreements/SignPage.tsx')).SignPage),
  page(paths.accept, async () => (await import('./accounts/AcceptPage.tsx')).AcceptPage),
  page(paths.fillByLink, async () => (await import('./remedies/OutsidePage.tsx')).OutsidePage),
];

/** Pages for everybody: with the menu for who is signed in, without it for a stranger. */
const open: RouteObject[] = [page(paths.monitor, async () => (await import('./evidence/MonitorPage.tsx')).MonitorPage)];

export const router = createBrowserRouter([
  { Component: Anybody, ErrorBoundary: ErrorPage, HydrateFallback: Blank, children: open },
  { Component: Visitors, ErrorBoundary: ErrorPage, HydrateFallback: Blank, children: outside },
  {
    Component: Shell,
    ErrorBoundary: ErrorPage,
    HydrateFallback: Blank,
    children: [...inside, { path: '*', Component: NotFoundPage }],
  },
]);

function Blank() {
  return <div className="blank" aria-busy="true" />;
}
