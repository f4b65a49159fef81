import { type RefObject, useEffect, useRef } from 'react';

let awaited = false;

/** After a move to another page, the next page heading takes the focus: keyboard and screen reader start there. */
export function useFocusAfterNavigation(pathname: string): void {
  const last = useRef(pathname);
  if (last.current !== pathname) {
    last.current = pathname;
    awaited = true;
  }
}

/** For the heading of a page. */
export function useFocusWhenAwaited(heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!awaited) return;
    awaited = false;
    heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
