import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 767px)');

/** Is the window as narrow as a phone? style.css breaks at the same width. */
export const usePhone = (): boolean => useSyncExternalStore(watch, () => narrow.matches);

function watch(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}
