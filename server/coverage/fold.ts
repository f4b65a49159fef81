import type { Round } from '#server/kernel/rounds.ts';

/** So many changes are folded at once: the table of a hundred thousand firms takes a few rounds, each of some seconds at most. */
const atOnce = 20_000;

/**
 * Folds what acts left into the sums of the regions (docs/decisions/0014). Nobody waits for it: readers add what is not
 * folded yet.
 */
export const foldRound: Round = async ({ owner }) => {
  await owner.query('select humi_fold_sums($1)', [atOnce]);
};
