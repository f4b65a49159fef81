import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { ErrorPage } from './ErrorPage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { paths } from './paths.ts';
import { Shell } from './Shell.tsx';
import { Visitors } from './Visitors.tsx';

/** A page fetched when it is first opened. The address comes from paths.ts, a name in it as ":id". */
const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: { Component: load },
  ErrorBoundary: ErrorPage,
});

/** Pages for a signed-in person, inside the shell with menu and header. */
const inside: RouteObject[] = [
  page(paths.home, async () => (await import('./home/HomePage.tsx')).HomePage),
  page(paths.leader, async () => (await import('./home/LeaderPage.tsx')).LeaderPage),
  page(paths.plans, async () => (await import('./plans/ListPage.tsx')).ListPage),
  page(paths.plan(':id'), async () => (await import('./plans/ReviewPage.tsx')).ReviewPage),
  page(paths.tasks, async () => (await import('./tasks/ListPage.tsx')).ListPage),
  page(paths.task(':id'), async () => (await import('./tasks/DetailPage.tsx')).DetailPage),
];

/** Pages before sign-in: no menu. */
const outside: RouteObject[] = [];

export const router = createBrowserRouter([
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
