import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { type Act, mayDo } from '#domain/permissions.ts';
import { api, problemOf, read } from './api.ts';
import { forgetLists } from './keep.ts';

export type Session = Awaited<ReturnType<typeof loadSession>>;

const signedOutSession: Session = {
  signed_in: false,
  demonstration: false,
  person: null,
  post: null,
  posts: [],
  roles: [],
  totp: false,
  totp_needed: false,
};

const loadSession = () => read(api.GET('/api/accounts/me'));

/** The last answer, for the pages that work without a network; gone with signing out. */
const lastAnswer = 'humi.session';

/** Who is signed in, in which post. Signed out is an answer, not a failure; without an answer the last one stands. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    try {
      return remembered(await loadSession());
    } catch (error) {
      if (problemOf(error).status === 401) return remembered(signedOutSession);
      const last = problemOf(error).reason === 'no_answer' ? localStorage.getItem(lastAnswer) : null;
      // Written below out of an answer of this type.
      if (last) return JSON.parse(last) as Session;
      throw error;
    }
  },
  staleTime: 60_000,
  networkMode: 'always',
  refetchOnReconnect: 'always',
});

function remembered(session: Session): Session {
  if (session.signed_in) localStorage.setItem(lastAnswer, JSON.stringify(session));
  else {
    localStorage.removeItem(lastAnswer);
    forgetLists();
  }
  return session;
}

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Another person or post: nothing that the last one read may stay. */
export async function renewSession(client: QueryClient): Promise<void> {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  await client.invalidateQueries({ queryKey: ['session'] });
}

/** May the person in the present post do this act? */
export function useMay(): (act: Act) => boolean {
  const { roles, signed_in } = useSession();
  return (act) => signed_in && mayDo(roles, act);
}
