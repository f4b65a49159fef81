import type { OrganisationKind } from '../glossary.ts';
import { Refused } from '../refused.ts';

/** Organisations that take evidence into custody and hand it to one another (C45). Enterprises never. */
export const custodyKinds = [
  'market_regulation',
  'police',
  'procuratorate',
  'court',
  'leading_office',
] as const satisfies readonly OrganisationKind[];

export const keepsExhibits = (kind: string | null): boolean => custodyKinds.some((one) => one === kind);

/** How an exhibit is called on paper: 〔2026〕3号, within the organisation that took it. */
export const exhibitNo = ({ year, number }: { year: number; number: number }): string => `〔${year}〕${number}号`;

/** Kinds that are content: without a digest nobody could tell later whether it is the same. */
export const isContent = (kind: string): boolean => kind === 'files' || kind === 'mailbox' || kind === 'image';

/** `digest_missing` when content would be sealed that nothing could recognise again. */
export function checkSealable({ kind, sha256 }: { kind: string; sha256: string | null }): void {
  if (isContent(kind) && sha256 === null) throw new Refused('digest_missing');
}

/**
 * Two people: whoever operates the tool does not witness the act. Refuses `second_person_same` when both names are one,
 * however they are spaced or written (NFKC).
 */
export function checkTwoPeople({ operator, second_person }: { operator: string; second_person: string }): void {
  if (plain(operator) === plain(second_person)) throw new Refused('second_person_same', { field: 'second_person' });
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s·.•]/gu, '')
    .toLowerCase();

export type Digest = { readonly sha256: string; readonly sm3: string };

/** Whether recomputed digests are those of the first time; null where there is no first time. */
export const sameContent = (first: { sha256: string | null; sm3: string | null }, now: Digest): boolean | null =>
  first.sha256 === null ? null : first.sha256 === now.sha256 && first.sm3 === now.sm3;

/** The state after a receipt: a seal that did not arrive whole seals nothing. */
export const stateAfterReceipt = (seal_intact: boolean): 'sealed' | 'opened' => (seal_intact ? 'sealed' : 'opened');

export type ChainStep = {
  readonly no: number;
  readonly act: string;
  readonly at: string;
  readonly equal: boolean | null;
  readonly seal_intact: boolean | null;
};

type GapKind = 'digest_differs' | 'seal_broken' | 'not_received' | 'not_resealed';

export type Gap = { readonly kind: GapKind; readonly step: number; readonly at: string };

export type Chain = { state: 'complete' | 'open' | 'broken'; since: string | null; gaps: Gap[] };

/**
 * What the record says of itself, of steps in their order. `broken`: a digest differed or a seal did not arrive whole,
 * and no later step mends that. `open`: moved and not received, or opened and not sealed again; the next step closes it.
 * `since` is the moment of the first gap that stands.
 */
export function chainOf(steps: readonly ChainStep[]): Chain {
  const lasting = steps.flatMap((step) => gapOf(step));
  const gaps = [...lasting, ...pending(steps)].sort((a, b) => a.step - b.step);
  const state = lasting.length > 0 ? 'broken' : gaps.length > 0 ? 'open' : 'complete';
  const first = lasting[0] ?? gaps[0];
  return { state, since: first?.at ?? null, gaps };
}

const gapOf = ({ no, at, equal, seal_intact }: ChainStep): Gap[] =>
  equal === false
    ? [{ kind: 'digest_differs', step: no, at }]
    : seal_intact === false
      ? [{ kind: 'seal_broken', step: no, at }]
      : [];

/** What the latest step that changes custody or seal has left open. */
function pending(steps: readonly ChainStep[]): Gap[] {
  const last = steps.findLast(({ act }) => act !== 'hash');
  if (!last) return [];
  const { act, no, at, seal_intact } = last;
  if (act === 'move') return [{ kind: 'not_received', step: no, at }];
  if (act === 'unseal' || (act === 'receive' && seal_intact === false)) return [{ kind: 'not_resealed', step: no, at }];
  return [];
}
