import type pg from 'pg';
import { playAssessments } from './assessments.ts';
import { isLived, playFirmLives } from './firm-lives.ts';
import type { DemoFirm } from './firms.ts';
import { playJoining } from './joining.ts';
import { followUp } from './remedies.ts';
import type { Stage } from './stage.ts';
import { playVisits } from './visits.ts';

/** Two years of the firms of the county and its neighbours. */
export async function playEnterprises(stage: Stage, firms: readonly DemoFirm[]): Promise<void> {
  await withDefaults(stage.house.database.owner, async () => {
    await playVisits(stage, firms);
    await playAssessments(stage, firms);
    await followUp(
      stage,
      firms.filter(({ key }) => !isLived(key)),
    );
    await playJoining(stage, firms);
    await playFirmLives(stage);
  });
}

/** The product's own numbers (no law's) as if they had held two years ago already; afterwards they stand as they were. */
async function withDefaults(owner: pg.Pool, work: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ id: string; in_force_from: string }>(
    "select id, in_force_from from rule_rows where law = 'product default' and in_force_from is not null",
  );
  const ids = rows.map(({ id }) => id);
  await owner.query('update rule_rows set in_force_from = null where id = any ($1)', [ids]);
  await work();
  await owner.query(
    'update rule_rows r set in_force_from = k.day from unnest($1::uuid[], $2::date[]) as k(id, day) where r.id = k.id',
    [ids, rows.map(({ in_force_from }) => in_force_from)],
  );
}
