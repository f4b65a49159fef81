import Type from 'typebox';
import { releaseFields, stepOutput } from '#domain/exhibits/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/** 发还: to whom and on what basis; custody ends (C45). */
export const releaseExhibit = verb({
  name: 'exhibit.release',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...releaseFields }),
  output: stepOutput,
  async run(ctx, { id, version, file, ...told }) {
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'release' });
    return writeStep(ctx, exhibit, { act: 'release', state, told, file });
  },
});
