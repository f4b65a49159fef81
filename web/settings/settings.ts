import { api, read } from '../api.ts';

export type Rule = Awaited<ReturnType<typeof readRules>>['rows'][number];
export type Calendar = Awaited<ReturnType<typeof readCalendar>>;
export type Outcome = NonNullable<Awaited<ReturnType<typeof answerOfImport>>['data']>;
export type Certainty = 'T' | 'P' | 'M' | '?';

type Query = { q?: string; certainty?: Certainty; unsure?: boolean; ended?: boolean; page?: number; size?: number };

export const certainties: readonly Certainty[] = ['T', 'P', 'M', '?'];
export const isCertainty = (text: string | undefined): text is Certainty => certainties.some((one) => one === text);

export const readRules = (query: Query) => read(api.GET('/api/settings', { params: { query } }));
export const readCalendar = (year: number | undefined) =>
  read(api.GET('/api/settings/calendar', { params: { query: year === undefined ? {} : { year } } }));

/** Only for the type of the answer: the file itself goes by sendFile, with its progress. */
const answerOfImport = () => api.POST('/api/settings/calendar/import', { body: { file: '' } });
