import { describe, expect, it } from 'vitest';
import { type CountedModule, countTests, finalTotal, totalLine } from '../../tools/reporter.ts';

function moduleOf(states: string[], moduleErrors: string[] = [], suiteErrors: string[] = []): CountedModule {
  return {
    errors: () => moduleErrors,
    children: {
      allTests: () => states.map((state) => ({ result: () => ({ state }) })),
      allSuites: () => [{ errors: () => suiteErrors }],
    },
  };
}

describe('the total line', () => {
  it('counts tests over all files', () => {
    const total = countTests([moduleOf(['passed', 'failed']), moduleOf(['passed', 'skipped'])], []);
    expect(totalLine(total)).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('leaves skipped out when there are none', () => {
    expect(totalLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  });

  it('counts a file that does not load, a failing hook, a lost test and an unhandled error as failures', () => {
    expect(countTests([moduleOf([], ['syntax error'])], []).failed).toBe(1);
    expect(countTests([moduleOf(['skipped'], [], ['beforeAll'])], []).failed).toBe(1);
    expect(countTests([moduleOf(['pending'])], []).failed).toBe(1);
    expect(countTests([moduleOf(['passed'])], ['stray rejection'])).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('never says that all is well when the run did not end, ran nothing, or the process fails', () => {
    expect(finalTotal(undefined, 0).failed).toBe(1);
    expect(finalTotal({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(finalTotal({ passed: 0, failed: 0, skipped: 3 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 3 });
    expect(finalTotal({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(finalTotal({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });
});
