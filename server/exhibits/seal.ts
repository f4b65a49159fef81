import Type from 'typebox';
import { checkSealable } from '#domain/exhibits/rules.ts';
import { sealFields, stepOutput } from '#domain/exhibits/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/** 封存: the number of the seal and where it lies. Content without a digest is not sealed (C45). */
export const sealExhibit = verb({
  name: 'exhibit.seal',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...sealFields }),
  output: stepOutput,
  async run(ctx, { id, version, file, ...told }) {
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'seal' });
    checkSealable(exhibit);
    return writeStep(ctx, exhibit, { act: 'seal', state, told, change: { seal_no: told.seal_no }, file });
  },
});
