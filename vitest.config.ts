import { defineConfig } from 'vitest/config';
import { totalReporter } from './tools/reporter.ts';

/** Which test files belong to which project; the architecture test asserts that each file belongs to one. */
export const includes = {
  unit: [
    'domain/**/*.test.ts',
    'content/**/*.test.ts',
    'web/**/*.test.{ts,tsx}',
    'verify/**/*.test.ts',
    'seal/**/*.test.ts',
    'papers/**/*.test.ts',
    'test/plans/**/*.test.ts',
    'test/architecture.test.ts',
    'test/sentences.test.ts',
    'test/architecture/**/*.test.ts',
  ],
  server: ['server/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/independent/**/*.test.ts'],
  journeys: ['test/journeys/**/*.e2e.ts'],
};

/** Starts the one database cluster of the run; Vitest calls it once for each project that has files to run. */
const cluster = './test/cluster.ts';

export default defineConfig({
  test: {
    reporters: ['default', totalReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: includes.unit,
          pool: 'threads',
          isolate: false, // pure functions: a fresh worker for each file would cost ten times as much (stack.md, 12)
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'server',
          include: includes.server,
          globalSetup: cluster,
          pool: 'forks',
          isolate: false, // each file has its own house; a process of its own besides cost a third of the time
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: includes.journeys,
          globalSetup: cluster,
          pool: 'forks',
          isolate: false,
          maxWorkers: 2, // each file has its server and its browser; most of its time is waiting
          testTimeout: 120_000,
          hookTimeout: 180_000, // the first browser may have to be unpacked or installed
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
