import { type Fields, isFields, textOf } from '../json.ts';
import { type LossInput, lossAmounts } from './loss.ts';

/**
 * What stands in the sealed record of an incident or a rehearsal (`humi-leak/1`). Only browsers ever read it. Factors of
 * access and of similarity are those of Fa Shi [2020] 7, arts 12 and 13, in our own words.
 */
export type LeakBody = {
  readonly title: string;
  readonly happened: string;
  readonly found_how: string;
  readonly spread: string;
  readonly suspects: readonly Suspect[];
  readonly access: readonly AccessFactor[];
  readonly access_note: string;
  readonly similarity: readonly SimilarityFactor[];
  readonly compared: string;
  readonly evidence: readonly EvidenceKey[];
  readonly evidence_note: string;
  readonly loss: LossInput;
  readonly loss_note: string;
  readonly routes: readonly RouteKey[];
  readonly route_note: string;
  /** Whether police, court or arbitration already have the matter. */
  readonly pending: string;
  readonly timeline: readonly Moment[];
  readonly rehearsal: Rehearsal;
};

export const linkKinds = ['employee', 'former', 'partner', 'competitor', 'visitor', 'intruder', 'unknown'] as const;
export type LinkKind = (typeof linkKinds)[number];
export type Suspect = { readonly name: string; readonly link: LinkKind; readonly note: string };
export type Moment = { readonly at: string; readonly what: string };

/** Fa Shi [2020] 7 art. 12: how somebody of the firm had a channel or an opportunity. */
export const accessFactors = ['duties', 'assigned', 'took_part', 'held', 'other'] as const;
export type AccessFactor = (typeof accessFactors)[number];

/** Fa Shi [2020] 7 art. 13: why two things are the same in substance. */
export const similarityFactors = ['degree', 'obvious', 'purpose', 'public', 'other'] as const;
export type SimilarityFactor = (typeof similarityFactors)[number];

/** What is to be gathered, along the two steps of art. 39 of the Anti-Unfair Competition Law (2025). */
export const evidenceKeys = {
  1: ['identity', 'right', 'content', 'not_public', 'value', 'measures'],
  2: ['suspect', 'channel', 'comparison', 'disclosed', 'loss', 'truth'],
} as const;
export type EvidenceKey = (typeof evidenceKeys)[1 | 2][number];
const everyEvidence: readonly EvidenceKey[] = [...evidenceKeys[1], ...evidenceKeys[2]];

export const routeKeys = ['bureau', 'police', 'court', 'arbitration', 'mediation'] as const;
export type RouteKey = (typeof routeKeys)[number];

export type Rehearsal = {
  readonly scenario: string;
  readonly roles: readonly { readonly role: string; readonly who: string }[];
  /** Step → minutes from the start until it was done. */
  readonly minutes: Readonly<Record<string, number>>;
  readonly findings: string;
  readonly improve: string;
};

export const emptyLeak: LeakBody = {
  title: '',
  happened: '',
  found_how: '',
  spread: '',
  suspects: [],
  access: [],
  access_note: '',
  similarity: [],
  compared: '',
  evidence: [],
  evidence_note: '',
  loss: { act: 'breach' },
  loss_note: '',
  routes: [],
  route_note: '',
  pending: '',
  timeline: [],
  rehearsal: { scenario: '', roles: [], minutes: {}, findings: '', improve: '' },
};

/** Fields that are plain text, in the order of the page. */
export const leakTexts = [
  ...(['title', 'happened', 'found_how', 'spread', 'access_note', 'compared'] as const),
  ...(['evidence_note', 'loss_note', 'route_note', 'pending'] as const),
];

/** A body out of opened JSON: what is missing or of another kind is empty, so that one odd record breaks no page. */
export function readLeak(value: unknown): LeakBody {
  const read = objectOf(value);
  const texts = Object.fromEntries(leakTexts.map((name) => [name, textOf(read[name])]));
  return {
    ...emptyLeak,
    ...texts,
    suspects: listOf(read.suspects).map((one) => ({
      name: textOf(one.name),
      link: linkKinds.find((kind) => kind === one.link) ?? 'unknown',
      note: textOf(one.note),
    })),
    access: among(accessFactors, read.access),
    similarity: among(similarityFactors, read.similarity),
    evidence: among(everyEvidence, read.evidence),
    routes: among(routeKeys, read.routes),
    loss: readLoss(objectOf(read.loss)),
    timeline: listOf(read.timeline).map((one) => ({ at: textOf(one.at), what: textOf(one.what) })),
    rehearsal: readRehearsal(objectOf(read.rehearsal)),
  };
}

function readLoss(read: Fields): LossInput {
  const amounts = lossAmounts.flatMap((name) => {
    const value = read[name];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? [[name, value]] : [];
  });
  const act = (['acquired', 'used', 'breach', 'published'] as const).find((one) => one === read.act) ?? 'breach';
  return { act, ...Object.fromEntries(amounts) };
}

const readRehearsal = (read: Fields): Rehearsal => ({
  scenario: textOf(read.scenario),
  roles: listOf(read.roles).map(({ role, who }) => ({ role: textOf(role), who: textOf(who) })),
  minutes: Object.fromEntries(
    Object.entries(objectOf(read.minutes)).flatMap(([step, minutes]) =>
      typeof minutes === 'number' && Number.isFinite(minutes) ? [[step, minutes]] : [],
    ),
  ),
  findings: textOf(read.findings),
  improve: textOf(read.improve),
});

const objectOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const among = <T extends string>(known: readonly T[], value: unknown): T[] =>
  known.filter((one) => Array.isArray(value) && value.includes(one));
