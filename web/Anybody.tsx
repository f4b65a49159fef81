import { Suspense } from 'react';
import { Shell } from './Shell.tsx';
import { useSession } from './session.ts';
import { Loading } from './ui/Loading.tsx';
import { Visitors } from './Visitors.tsx';

/** Around the pages that anybody may read: a signed-in person keeps the menu. */
export function Anybody() {
  return (
    <Suspense fallback={<Loading />}>
      <Either />
    </Suspense>
  );
}

function Either() {
  return useSession().signed_in ? <Shell /> : <Visitors />;
}
