import type { SecretBody } from '../secrets/body.ts';
import { coachOf } from '../secrets/coach.ts';
import type { LeakBody } from './body.ts';
import { estimateLoss } from './loss.ts';
import { classesEnough, type ReadinessFacts } from './readiness.ts';

/** What the server knows of one secret in clear. */
export type RowFacts = {
  readonly state: string;
  readonly classified_on: string | null;
  readonly declassified_on: string | null;
  readonly concealed: boolean;
};

/** What other nouns know: deposits of the row, who is bound by an agreement, documents, readings. */
export type OutsideFacts = {
  readonly deposits: number;
  readonly stamped: number;
  /** People who are served, and how many of them a confidentiality agreement binds today. */
  readonly readers: number;
  readonly bound: number;
  /** Documents with the days on which they counted: from, and to where another replaced it. */
  readonly documents: readonly { readonly from_on: string; readonly to_on: string | null }[];
  /** Readings and hand-outs on record. */
  readonly logged: number;
};

type Incident = { readonly body: LeakBody /** Day in China on which it was noticed. */; readonly day: string };

/** The facts of readiness of one opened secret (C23): all from records, none from a promise. */
export function gatherFacts(
  body: SecretBody,
  row: RowFacts,
  { outside, incident = null }: { outside: OutsideFacts; incident?: Incident | null },
): ReadinessFacts {
  return {
    'point.stated': coachOf(body.content) === 'good',
    'point.not_public': body.why_secret.trim() !== '',
    'point.searched': body.searched_on !== null,
    'point.value': body.value.trim() !== '',
    'point.in_force': row.classified_on !== null && row.declassified_on === null,
    'origin.listed': body.origin.trim() !== '',
    'origin.sealed_file': body.files.length > 0,
    'origin.deposited': outside.deposits > 0,
    'origin.stamped': outside.stamped > 0,
    'measures.classes': body.measures.length >= classesEnough,
    'measures.agreements': outside.readers > 0 && outside.bound >= outside.readers,
    'measures.documents': outside.documents.some(({ to_on }) => to_on === null),
    'measures.marked': row.concealed,
    'access.readers': outside.readers > 0,
    'access.log': outside.logged > 0,
    'similarity.sample': body.carriers.trim() !== '' && (body.product.trim() !== '' || body.files.length > 0),
    'loss.cost': hasAmount(body.cost),
    'loss.income': hasAmount(body.value),
    ...(incident ? factsOfIncident(row, outside.documents, incident) : {}),
  };
}

const hasAmount = (text: string): boolean => /\d|[一二三四五六七八九十百千万亿]+元/u.test(text);

function factsOfIncident(row: RowFacts, documents: OutsideFacts['documents'], { body, day }: Incident): ReadinessFacts {
  return {
    // Measures count when they were there before the act (Fa Shi [2020] 7 art. 5).
    'measures.on_day':
      row.classified_on !== null && row.classified_on <= day && documents.some((one) => countedOn(one, day)),
    'access.suspect': body.suspects.some(({ name }) => name.trim() !== ''),
    'access.channel': body.access.length > 0,
    'similarity.compared': body.similarity.length > 0 && body.compared.trim() !== '',
    'loss.estimated': estimateLoss(body.loss).method !== 'none',
  };
}

/** Did the document count on that day? */
export const countedOn = ({ from_on, to_on }: OutsideFacts['documents'][number], day: string): boolean =>
  from_on <= day && (to_on === null || to_on > day);
