import { api, read } from '../api.ts';

export const loadPlan = (id: string) => read(api.GET('/api/plans/{id}', { params: { path: { id } } }));

/** A plan document as the desk shows it. */
export type PlanShown = Awaited<ReturnType<typeof loadPlan>>;
