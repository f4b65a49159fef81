import steps from '#content/leaks/steps.json' with { type: 'json' };
import type { FirstStep } from '#domain/leaks/steps.ts';

/** The first steps of a leak plan (content/leaks). */
export const firstSteps: readonly FirstStep[] = steps;
