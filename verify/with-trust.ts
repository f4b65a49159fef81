import type { Trust } from './trust.ts';

/** The built page with a trust list in its place. Nothing in the list can end the element that holds it. */
export function withTrust(page: string, list: Trust): string {
  const text = JSON.stringify(list).replaceAll('<', '\\u003c');
  return page.replace(
    /(<script type="application\/json" id="trust">)null(?=<\/script>)/,
    (_, open: string) => open + text,
  );
}
