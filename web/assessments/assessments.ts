import { queryOptions } from '@tanstack/react-query';
import type { FormContent } from '#domain/forms/schema.ts';
import type { paths as Paths } from '../api.gen.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

const loadAssessment = (id: string) => read(api.GET('/api/assessments/{id}', { params: { path: { id } } }));
const loadAnswers = (id: string) => read(api.GET('/api/assessments/{id}/answers', { params: { path: { id } } }));
const loadResult = (id: string) => read(api.GET('/api/assessments/{id}/result', { params: { path: { id } } }));

export type Asked = NonNullable<Paths['/api/assessments']['get']['parameters']['query']>;
export const loadAssessments = (query: Asked) => read(api.GET('/api/assessments', { params: { query } }));
export const loadFirm = (id: string) => read(api.GET('/api/enterprises/{id}', { params: { path: { id } } }));
export const loadFormOf = (enterprise: string) => read(api.GET('/api/forms', { params: { query: { enterprise } } }));
export const loadRemedies = (enterprise: string) =>
  read(api.GET('/api/remedies', { params: { query: { enterprise, state: 'open', size: 200 } } }));

export const searchFirms = async (q: string) => {
  const { total, rows } = await read(api.GET('/api/enterprises', { params: { query: { q, size: 20 } } }));
  return {
    total,
    choices: rows.map(({ id, name, credit_code }) => ({ value: id, label: name, note: credit_code ?? '' })),
  };
};

export type Assessment = Awaited<ReturnType<typeof loadAssessment>>;
export type Standing = Awaited<ReturnType<typeof loadAnswers>>;
export type Result = Awaited<ReturnType<typeof loadResult>>;
export type Row = Awaited<ReturnType<typeof loadAssessments>>['rows'][number];
export type ShownAnswer = Standing['answers'][number];
export type Item = FormContent['items'][number];

export { loadAnswers, loadAssessment };

export const resultQuery = (id: string) =>
  queryOptions({ queryKey: ['assessments', id, 'result'], queryFn: () => loadResult(id) });

/** What is stale after any act on an assessment. */
export const stale = ['assessments', 'enterprises', 'remedies', 'events', 'home', 'evidence'] as const;

/** Answers in words. */
export function useAnswerWords(): (answer: ShownAnswer['answer']) => string {
  const t = useTexts(texts);
  const words = { '0': t('no'), '0.5': t('partly'), '1': t('yes'), na: t('na') } as const;
  return (answer) => (answer === null ? t('unanswered') : words[`${answer}`]);
}

export const gradeTones = { A: 'good', B: 'good', C: 'warn', D: 'bad' } as const;
