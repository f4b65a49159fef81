import { expect } from 'vitest';
import type { Answer } from '#domain/assessments/rules.ts';
import type { TestPerson } from './people.ts';

export type Filled = { readonly id: string; readonly enterprise: string; readonly version: number };

/** A draft of the default form for a firm, every item answered 1 but those that are named. */
export async function fillAssessment(
  person: TestPerson,
  enterprise: string,
  answers: Readonly<Record<string, Answer>> = {},
): Promise<Filled> {
  const started = await person.send('/assessments', { enterprise });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  const { id } = started.body;
  const { body: draft } = await person.get(`/assessments/${id}`);
  const kept = new Map<string, number>(draft.answers.map((one: { item: string; v: number }) => [one.item, one.v]));
  const asked: { code: string; micro: boolean }[] = draft.content.items;
  const sent = asked
    .filter(({ micro }) => draft.profile === 'standard' || micro)
    .map(({ code }) => {
      const answer = answers[code] ?? 1;
      return { item: code, answer, v: kept.get(code) ?? 0, ...(answer === 'na' ? { reason: '示例：不涉及' } : {}) };
    });
  const filled = await person.send(`/assessments/${id}/answer`, { answers: sent });
  expect(filled.status, JSON.stringify(filled.body)).toBe(200);
  return { id, enterprise, version: filled.body.version };
}

/** The same, finished. */
export async function finishAssessment(
  person: TestPerson,
  enterprise: string,
  answers: Readonly<Record<string, Answer>> = {},
): Promise<Filled & { readonly grade: string; readonly score: number; readonly deposit: string }> {
  const filled = await fillAssessment(person, enterprise, answers);
  const done = await person.send(`/assessments/${filled.id}/finish`, { version: filled.version });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  return { ...filled, ...done.body };
}
