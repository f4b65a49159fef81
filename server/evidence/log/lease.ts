import { type Head, takeLease } from './head.ts';
import type { LogContext, Memory } from './memory.ts';

/** Renewed when half of it is over, so that an idle register writes little. */
export async function lease({ owner, leaseSeconds }: LogContext, memory: Memory, head: Head): Promise<boolean> {
  const isFresh = performance.now() - memory.leasedAt < leaseSeconds * 500;
  if (head.holder === memory.holder && isFresh) return true;
  if (!(await takeLease(owner, memory.holder, leaseSeconds))) return false;
  memory.leasedAt = performance.now();
  return true;
}

/** A round may last longer than the lease: while it works, nobody need take over. */
export async function holding<T>(log: LogContext, memory: Memory, work: () => Promise<T>): Promise<T> {
  let renewal = Promise.resolve();
  const renew = () => {
    const at = performance.now();
    renewal = takeLease(log.owner, memory.holder, log.leaseSeconds).then(
      (isMine) => {
        if (isMine) memory.leasedAt = at;
      },
      // What fails here fails in the round as well, which says so.
      () => {},
    );
  };
  const timer = setInterval(renew, (log.leaseSeconds * 1000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewal;
  }
}
