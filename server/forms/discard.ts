import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { endForm } from '#server/forms/end.ts';
import { verb } from '#server/kernel/verb.ts';

/** A draft that nobody needs; the next copy may begin at once. */
export const discardForm = verb({
  name: 'form.discard',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ edited: Type.Integer() }),
  run: (ctx, input) => endForm(ctx, { ...input, act: 'discard' }),
});
