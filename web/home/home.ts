import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../api.ts';

const loadHome = () => read(api.GET('/api/home'));
const loadLeader = () => read(api.GET('/api/home/leader'));

/** Everything on the home page, in one answer. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: loadHome });

/** Everything on the leader's page. */
export const leaderQuery = queryOptions({ queryKey: ['home', 'leader'], queryFn: loadLeader });

export type Home = Awaited<ReturnType<typeof loadHome>>;
export type Thing = Home['things'][number];
export type Changes = Home['changes'];
export type ProgrammeRow = Home['programmes'][number];

export type Leader = Awaited<ReturnType<typeof loadLeader>>;

/** A whole percentage of a share from 0 to 1. */
export const percent = (share: number): number => Math.round(share * 100);
