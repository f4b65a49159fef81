import Type from 'typebox';
import { stateAfterReceipt } from '#domain/exhibits/rules.ts';
import { receiveFields, stepOutput } from '#domain/exhibits/schema.ts';
import { exhibitStates } from '#domain/exhibits/states.ts';
import { Refused } from '#domain/refused.ts';
import { Id, Version } from '#domain/schema.ts';
import { nextState } from '#domain/states.ts';
import { keeperOf, loadExhibit } from '#server/exhibits/load.ts';
import { writeStep } from '#server/exhibits/steps/write.ts';
import { verb } from '#server/kernel/verb.ts';

/**
 * 接收: the organisation that it was moved to confirms it, and says whether the seal arrived whole; what went outside is
 * received back by its keeper. A broken seal is recorded and never refused (C45).
 */
export const receiveExhibit = verb({
  name: 'exhibit.receive',
  deposits: true,
  input: Type.Object({ id: Id, version: Version, ...receiveFields }),
  output: stepOutput,
  async run(ctx, { id, version, file, ...told }) {
    const { organisation } = keeperOf(ctx.actor);
    const exhibit = await loadExhibit(ctx, { id, version });
    nextState(exhibitStates, exhibit.state, 'receive');
    if ((exhibit.moving_to ?? exhibit.keeper_org) !== organisation) throw new Refused('not_receiver');
    const change = {
      ...{ keeper_org: organisation, moving_to: null, moving_to_name: null },
      seal_no: told.seal_intact ? exhibit.seal_no : null,
    };
    return writeStep(ctx, exhibit, { act: 'receive', state: stateAfterReceipt(told.seal_intact), told, change, file });
  },
});
