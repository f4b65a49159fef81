import type { Static } from 'typebox';
import type { Kit } from '#domain/members/schema.ts';
import type { Reader } from '#server/db/open.ts';

/** The checklists of a member, the newest first, each with its steps. */
export async function readKits(db: Reader, member: string): Promise<Static<typeof Kit>[]> {
  const kits = await db
    .selectFrom('member_kits as k')
    .leftJoin('people as p', 'p.id', 'k.finished_by')
    .select(['k.id', 'k.kind', 'k.state', 'k.started_on', 'k.due_on', 'k.finished_at', 'k.reason', 'k.version'])
    .select('p.name as finished_by')
    .where('k.member_id', '=', member)
    .orderBy('k.started_on', 'desc')
    .orderBy('k.id', 'desc')
    .execute();
  if (kits.length === 0) return [];
  const steps = await db
    .selectFrom('member_kit_steps as s')
    .leftJoin('people as p', 'p.id', 's.by_person')
    .select(['s.kit_id', 's.key', 's.position', 's.state', 's.due_on', 's.done_on', 's.note', 's.answers'])
    .select('p.name as by_name')
    .where(
      's.kit_id',
      'in',
      kits.map(({ id }) => id),
    )
    .orderBy('s.position')
    .execute();
  return kits.map((kit) => ({
    ...kit,
    // The columns' check constraints allow exactly the words of the schema; answers are written as text by key.
    kind: kit.kind as 'exit',
    state: kit.state as 'open',
    steps: steps
      .filter(({ kit_id }) => kit_id === kit.id)
      .map(({ kit_id: _kit, answers, ...step }) => ({
        ...step,
        state: step.state as 'open',
        answers: answers as Record<string, string>,
      })),
  }));
}
