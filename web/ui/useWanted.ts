import { type RefObject, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The act that the page was opened for: `?do=report`, put there by the cards of the home page. It leaves the address
 * at once, so that going back or reloading does not open the form again.
 * @returns one of `verbs`, or null
 */
export function useWanted<V extends string>(verbs: readonly V[]): V | null {
  const [params, setParams] = useSearchParams();
  const asked = params.get('do');
  const [wanted] = useState(() => verbs.find((verb) => verb === asked) ?? null);
  useEffect(() => {
    if (wanted === null) return;
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('do');
        next.delete('row');
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [wanted, setParams]);
  return wanted;
}

/** Brings the place of the wanted act into view, with the focus on its first primary button. */
export function useArrival(place: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    // After the page's own heading has taken the focus.
    const timer = setTimeout(() => {
      place.current?.scrollIntoView({ block: 'center' });
      place.current?.querySelector<HTMLElement>('.ant-btn-primary')?.focus();
    }, 150);
    return () => clearTimeout(timer);
  }, [place, wanted]);
}
