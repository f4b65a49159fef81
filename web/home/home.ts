import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api.ts';

const loadHome = () => read(api.GET('/api/home'));

/** Everything on the home page and the leader's page, in one answer. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: loadHome });

type Home = Awaited<ReturnType<typeof loadHome>>;
export type Thing = Home['things'][number];
export type Changes = Home['changes'];
export type ProgrammeRow = Home['programmes'][number];
