import Type from 'typebox';
import { checkTwoPeople } from '#domain/exhibits/rules.ts';
import { stepOutput, takeFields } from '#domain/exhibits/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { checkFileIsContent, contentOf } from '#server/exhibits/steps/digests.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/** 提取、固定: how, with what, by whom and before whom it was taken; content with its first digests (C45). */
export const takeExhibit = verb({
  name: 'exhibit.take',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...takeFields }),
  output: stepOutput,
  async run(ctx, { id, version, file, sha256, sm3, size, content_name, ...told }) {
    checkTwoPeople(told);
    const content = contentOf({ sha256, sm3, size, content_name });
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'take' });
    await checkFileIsContent(ctx, { exhibit: id, file, content });
    return writeStep(ctx, exhibit, { act: 'take', state, told: { ...told, ...content }, change: { ...content }, file });
  },
});
