import { lazy, Suspense } from 'react';
import type { Item } from './register.ts';
import { useMay } from './session.ts';

const SecretReadiness = lazy(async () => ({
  default: (await import('./leaks/SecretReadiness.tsx')).SecretReadiness,
}));

/** How ready the firm is to complain about a secret, for the page of the secret: its code comes when it is shown. */
export function ReadinessCard({ item }: { item: Item }) {
  const may = useMay();
  if (!may('leak.readiness') || !item.entry) return null;
  return (
    <Suspense fallback={null}>
      <SecretReadiness item={item} />
    </Suspense>
  );
}
