import Type from 'typebox';
import { Id, Version } from '#domain/schema.ts';
import { endForm } from '#server/forms/end.ts';
import { verb } from '#server/kernel/verb.ts';

/** 停用: nobody begins with this form any more; what is being filled may be finished (C17). */
export const withdrawForm = verb({
  name: 'form.withdraw',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ edited: Type.Integer() }),
  run: (ctx, input) => endForm(ctx, { ...input, act: 'withdraw' }),
});
