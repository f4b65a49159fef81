import Type from 'typebox';
import { sameContent } from '#domain/exhibits/rules.ts';
import { hashFields, stepOutput } from '#domain/exhibits/schema.ts';
import { Id, orNull, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * 校验: digests made again, compared with the first. A difference is recorded and never refused: that is what a check is
 * for. Where there were none, these are the first (C45).
 */
export const hashExhibit = verb({
  name: 'exhibit.hash',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...hashFields }),
  output: Type.Object({ ...stepOutput.properties, equal: orNull(Type.Boolean()) }),
  async run(ctx, { id, version, ...told }) {
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'hash' });
    const equal = sameContent(exhibit, told);
    const { sha256, sm3, size, content_name } = told;
    const change = equal === null ? { sha256, sm3, size, content_name } : {};
    const written = await writeStep(ctx, exhibit, { act: 'hash', state, told: { ...told, equal }, change });
    ctx.about({ data: { equal } });
    return { ...written, equal };
  },
});
