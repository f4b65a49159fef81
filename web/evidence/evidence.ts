import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';

export type Question = NonNullable<Paths['/api/evidence']['get']['parameters']['query']>;

export const loadDeposits = (query: Question) => read(api.GET('/api/evidence', { params: { query } }));
export type Deposit = Awaited<ReturnType<typeof loadDeposits>>['rows'][number];

export const loadDeposit = (id: string) => read(api.GET('/api/evidence/{id}', { params: { path: { id } } }));
export type ShownDeposit = Awaited<ReturnType<typeof loadDeposit>>;

export const loadMonitor = () => read(api.GET('/api/evidence/monitor'));
export type Monitor = Awaited<ReturnType<typeof loadMonitor>>;

/** Publishing takes about two seconds: what is on its way is asked for again until it has arrived. */
export const refreshWhile = (rows: readonly { state: string }[] | undefined): number | false =>
  rows?.some(({ state }) => state !== 'published') ? 1_500 : false;

export const proofOf = (id: string): string => `/api/evidence/${id}/proof`;

/** The place in the register, from 0: the same number on the screen, on the certificate and in the proof. */
export const numberOf = (index: number | null): string => (index === null ? '—' : String(index));

/** `3f9a…07bc` */
export const shortDigest = (digest: string): string => `${digest.slice(0, 8)}…${digest.slice(-8)}`;
