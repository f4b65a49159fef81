import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useHouse } from '#test/house.ts';
import { killRounds } from '../../../tools/kill-log.ts';

const house = useHouse();

test('[C23] servers killed at any moment lose no deposit that was acknowledged, give no place twice and make no fork', async () => {
  const { dataDir, connection, house: inside } = house();
  const outcome = await killRounds({
    owner: inside.database.owner,
    connection,
    dir: join(dataDir, 'files', 'log'),
    keysDir: join(dataDir, 'log-keys'),
    rounds: 5,
  });
  expect(outcome.problems).toEqual([]);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  expect(outcome.size).toBeGreaterThanOrEqual(outcome.acknowledged);
}, 120_000);
