import Type from 'typebox';
import { checkTwoPeople } from '#domain/exhibits/rules.ts';
import { stepOutput, unsealFields } from '#domain/exhibits/schema.ts';
import { Id, Version } from '#domain/schema.ts';
import { loadKept } from '#server/exhibits/load.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/** 启封: who opens it, why, and before whom (C45). Until it is sealed again the chain is open. */
export const unsealExhibit = verb({
  name: 'exhibit.unseal',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...unsealFields }),
  output: stepOutput,
  async run(ctx, { id, version, file, ...told }) {
    checkTwoPeople(told);
    const { exhibit, state } = await loadKept(ctx, { id, version, act: 'unseal' });
    const opened = { ...told, seal_no: exhibit.seal_no };
    return writeStep(ctx, exhibit, { act: 'unseal', state, told: opened, change: { seal_no: null }, file });
  },
});
