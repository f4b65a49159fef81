import { get, post, type Route, upload } from '#server/kernel/routes.ts';
import { addPlan } from './add.ts';
import { adoptPlan } from './adopt.ts';
import { correctPlan } from './correct.ts';
import { discardPlan } from './discard.ts';
import { listPlans, listPlanUnits, showDifference, showPlan } from './queries.ts';
import { readPlanDocument } from './read.ts';

/** A whole draft with the places of every element in the text: 10,000 tasks need more than the usual body. */
const draftBytes = 16 * 1024 * 1024;

export const planRoutes: readonly Route[] = [
  upload('/plans', readPlanDocument),
  post('/plans/add', addPlan),
  get('/plans', listPlans),
  get('/plans/:id', showPlan),
  get('/plans/:id/units', listPlanUnits),
  get('/plans/:id/difference', showDifference),
  { ...post('/plans/:id/correct', correctPlan), bodyLimit: draftBytes },
  post('/plans/:id/discard', discardPlan),
  post('/plans/:id/adopt', adoptPlan),
];
