import { useMemo } from 'react';
import type { DraftActs } from './DraftPane.tsx';
import {
  addElement,
  confirmItem,
  councilFacts,
  dropElement,
  editElement,
  type FactKey,
  headFacts,
  setFact,
} from './draft-edit.ts';
import type { Review } from './useReview.ts';

type Desk = {
  review: Pick<Review, 'edit'>;
  readOnly: boolean;
  pick: (id: string) => void;
  go: (id: string) => void;
  hover: (id: string | null) => void;
};

const factKey = (id: string): FactKey | undefined => [...headFacts, ...councilFacts].find((key) => key === id);

/** What the cards of the draft can do. The same object for as long as possible, so that cards are not drawn again. */
export function useDraftActs({ review, readOnly, pick, go, hover }: Desk): DraftActs {
  const { edit } = review;
  return useMemo(
    () => ({
      readOnly,
      pick,
      hover,
      change: (id, field, value) =>
        edit((draft) => {
          const fact = factKey(id);
          return fact
            ? setFact(draft, fact, typeof value === 'string' ? value : null)
            : editElement(draft, id, { [field]: emptyAsNull(field, value) });
        }, `${id}.${field}`),
      drop: (id) => edit((draft) => dropElement(draft, id)),
      confirm: (id) => edit((draft) => confirmItem(draft, id)),
      add: (list, within) =>
        edit((draft) => {
          const made = addElement(draft, list, within);
          go(made.id);
          return made.draft;
        }),
    }),
    [edit, readOnly, pick, go, hover],
  );
}

/** Fields that may be unknown are null when they are empty; the others stay text. */
const emptyAsNull = (field: string, value: unknown): unknown =>
  value === '' && ['document_no', 'no', 'post', 'unit_of', 'from', 'to', 'due_on', 'by'].includes(field) ? null : value;
