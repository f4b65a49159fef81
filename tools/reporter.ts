import { writeSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

export type Total = { passed: number; failed: number; skipped: number };

type Errors = { errors: () => readonly unknown[] };
/** What the total needs of a Vitest test module. */
export type CountedModule = Errors & {
  children: {
    allTests: () => Iterable<{ result: () => { state: string } }>;
    allSuites: () => Iterable<Errors>;
  };
};

/**
 * A Vitest reporter whose line is the last one of the process, after every other reporter and teardown:
 * `N passed, N failed`, then `, N skipped` if any. The process fails when anything failed or nothing ran.
 */
export function totalReporter(): Reporter {
  let total: Total | undefined;
  return {
    onInit: () => {
      process.once('exit', (code) => {
        const final = finalTotal(total, code);
        if (final.failed > 0) process.exitCode = code || 1;
        writeSync(1, `${totalLine(final)}\n`);
      });
    },
    onTestRunEnd: (modules, unhandled) => {
      total = countTests(modules, unhandled);
    },
  };
}

/** Counts tests; an error outside any test (a file that does not load, a hook, a stray rejection) is a failure. */
export function countTests(modules: Iterable<CountedModule>, unhandled: readonly unknown[]): Total {
  const total = { passed: 0, failed: unhandled.length, skipped: 0 };
  for (const module of modules) {
    total.failed += module.errors().length;
    for (const suite of module.children.allSuites()) total.failed += suite.errors().length;
    for (const test of module.children.allTests()) total[column(test.result().state)] += 1;
  }
  return total;
}

/** A run that never ended, that ran nothing, or that fails although no test did, counts as one failure. */
export function finalTotal(total: Total | undefined, exitCode: number): Total {
  const known = total ?? { passed: 0, failed: 0, skipped: 0 };
  const fine = total !== undefined && exitCode === 0 && known.passed > 0;
  return fine || known.failed > 0 ? known : { ...known, failed: 1 };
}

export function totalLine({ passed, failed, skipped }: Total): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A test that is still pending when the run ends was lost with its worker. */
function column(state: string): keyof Total {
  if (state === 'passed' || state === 'skipped') return state;
  return 'failed';
}
