/** Every address of the client. Pages of other nouns are reached only by these (no page imports another's files). */
export const paths = {
  home: '/',
  leader: '/leader',

  signIn: '/sign-in',
  account: '/account',

  overview: '/overview',
  programmes: '/programmes',
  programme: (id: string) => `/programmes/${id}`,
  plans: '/plans',
  plan: (id: string) => `/plans/${id}`,
  tasks: '/tasks',
  task: (id: string) => `/tasks/${id}`,
  targets: '/targets',
  target: (id: string) => `/targets/${id}`,

  organisations: '/organisations',
  organisation: (id: string) => `/organisations/${id}`,
  people: '/people',
  person: (id: string) => `/people/${id}`,
} as const;

const detail: Readonly<Record<string, (id: string) => string>> = {
  programme: paths.programme,
  plan: paths.plan,
  task: paths.task,
  target: paths.target,
  organisation: paths.organisation,
  person: paths.person,
};

/** The page of a row named by an event, a deadline or a thing to do (`task`, or the plural `tasks`); null when it has none. */
export const pathOf = (noun: string, id: string): string | null =>
  (detail[noun] ?? detail[singular(noun)])?.(id) ?? null;

const singular = (noun: string): string => (noun === 'people' ? 'person' : noun.replace(/s$/, ''));

/** Only our own addresses are followed after signing in. */
export const safeBack = (back: string | null): string =>
  back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\') ? back : paths.home;
