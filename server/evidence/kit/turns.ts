/** Runs what it is given, at most `most` at once and in the order they came; the others wait. Errors end a turn, too. */
export function openTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((begin) => void waiting.push(begin));
    else running += 1;
    try {
      return await work();
    } finally {
      // The turn is handed on; only with nobody waiting is one less running.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
