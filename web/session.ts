import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { type Act, mayDo } from '#domain/permissions.ts';
import { api, problemOf, read } from './api.ts';

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

/** Who is signed in, in which post. Signed out is an answer, not a failure. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session> => {
    try {
      return await loadSession();
    } catch (error) {
      if (problemOf(error).status === 401) return signedOutSession;
      throw error;
    }
  },
  staleTime: 60_000,
});

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
