import { sql } from 'kysely';
import Type from 'typebox';
import { keepsExhibits } from '#domain/exhibits/rules.ts';
import { moveFields, stepOutput } from '#domain/exhibits/schema.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { checkReceiver } from '#server/exhibits/steps/fields.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * 移交: to an organisation of the directory, which then sees the exhibit and confirms with receive, or to somebody
 * outside (an appraiser), from whom the keeper receives it back. It travels sealed (C45).
 */
export const moveExhibit = verb({
  name: 'exhibit.move',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...moveFields }),
  output: stepOutput,
  async run(ctx, { id, version, to_organisation = null, to_name: outside = null, file, ...told }) {
    if ((to_organisation === null) === (outside === null))
      throw new Refused('invalid', { field: 'to_organisation', rule: 'either to_organisation or to_name' });
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'move' });
    const to_name = to_organisation === null ? outside : await receiverOf(ctx, exhibit.keeper_org, to_organisation);
    const change = { moving_to: to_organisation, moving_to_name: to_organisation === null ? outside : null };
    const step = { act: 'move', state, told: { ...told, to_org: to_organisation, to_name }, change, file };
    const written = await writeStep(ctx, exhibit, step);
    if (to_organisation !== null)
      await sql`select humi_share_exhibit(${id}, ${to_organisation}, ${ctx.today})`.execute(ctx.db);
    return written;
  },
});

const receiverOf = (ctx: Parameters<typeof checkReceiver>[0], keeper: string, id: string): Promise<string> =>
  checkReceiver(ctx, { id, keeper, fits: keepsExhibits });
