import Type from 'typebox';
import { mayDo } from '#domain/permissions.ts';
import { Refused } from '#domain/refused.ts';
import { FileStream } from '#domain/schema.ts';
import type { Reader } from '#server/db/open.ts';
import { readBasis } from '#server/evidence/kit/basis.ts';
import { kitMembers } from '#server/evidence/kit/members.ts';
import { openTurns } from '#server/evidence/kit/turns.ts';
import { statementsOpenTo } from '#server/evidence/list/hidden.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { TileStore } from '#server/kernel/tiles.ts';
import { query } from '#server/kernel/verb.ts';
import { zipStream } from '#server/kernel/zip.ts';

/**
 * The exit kit (离场包): everything that is needed to check without us. Of an organisation: its proofs. Of the
 * installation, for its administrator, who reads no business: every tile and key, and no statement.
 */
export const downloadKit = query({
  name: 'evidence.kit',
  input: Type.Object({ scope: Type.Optional(Type.Enum(['organisation', 'installation'])) }),
  output: FileStream,
  async run({ db, actor, tiles, later, now, today }, { scope = 'organisation' }) {
    const organisation = scope === 'installation' ? administered(actor) : await ownOf(db, actor);
    const basis = await readBasis(db, { now, today });
    const name = `存证离场包-${organisation?.name ?? '登记簿'}-${today}.zip`;
    const turns = turnsOf(tiles);
    const inTurn: typeof later = (read) => turns(() => later(read));
    const members = kitMembers({
      basis,
      tiles,
      later: inTurn,
      day: today,
      organisation,
      open: statementsOpenTo(actor),
    });
    return { name, media_type: 'application/zip', bytes: zipStream(members) };
  },
});

/** Pages of proofs that are made at once for all kits together: whoever fetches many leaves connections to the others. */
const mostAtOnce = 2;

const turnsByStore = new WeakMap<TileStore, ReturnType<typeof openTurns>>();

function turnsOf(tiles: TileStore): ReturnType<typeof openTurns> {
  const turns = turnsByStore.get(tiles) ?? openTurns(mostAtOnce);
  turnsByStore.set(tiles, turns);
  return turns;
}

/** The whole register is the system administrator's to take along. */
function administered(actor: Actor): null {
  if (actor.kind === 'person' && actor.roles.includes('system_administrator')) return null;
  throw new Refused('not_permitted', { act: 'evidence.kit' });
}

/** Whoever reads the evidence of the own organisation takes it along. */
async function ownOf(db: Reader, actor: Actor): Promise<{ id: string; name: string | null }> {
  if (actor.kind !== 'person' || !mayDo(actor.roles, 'evidence.list'))
    throw new Refused('not_permitted', { act: 'evidence.kit' });
  if (actor.organisation === null) throw new Refused('no_post');
  const row = await db
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', actor.organisation)
    .executeTakeFirst();
  return { id: actor.organisation, name: row?.name ?? null };
}
