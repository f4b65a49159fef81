import { Refused } from '#domain/refused.ts';
import type { VerbContext } from '#server/kernel/verb.ts';
import { loadKnown } from '#server/secrets/load.ts';

/** A sealed file, locked, whose secret the actor knows: not_found, not_reader; wrong_state once its secret is done with. */
export async function loadFile(ctx: VerbContext, id: string) {
  checkId(id);
  const found = await ctx.db.selectFrom('secret_files').select('secret_id').where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refused('not_found', { noun: 'file' });
  const { secret } = await loadKnown(ctx, { id: found.secret_id, act: 'save' });
  const file = await ctx.db.selectFrom('secret_files').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!file || file.state === 'removed') throw new Refused('not_found', { noun: 'file' });
  return { file, secret };
}

/** Names in the URL of a form are not checked at the edge, so they are checked here. */
function checkId(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Refused('invalid', { field: 'file', rule: 'uuid' });
}
