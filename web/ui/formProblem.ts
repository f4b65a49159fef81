import type { FormInstance } from 'antd';
import type { Problem } from '../api.ts';

type Name = Parameters<FormInstance['setFields']>[0][number]['name'];

/** The field of the form that the server's problem names ("tasks.0.due_on" falls back to "tasks"); null without one. */
export function fieldOf<V>(form: FormInstance<V>, { field }: Problem): Name | null {
  if (!field) return null;
  const known = form.getFieldsError().map(({ name }) => name);
  const first = field.split('.')[0];
  const name = known.find((path) => path.join('.') === field) ?? known.find((path) => path.join('.') === first);
  return name ?? null;
}

/** Writes the server's sentence at that field and brings it into sight. */
export function placeAtField<V>(form: FormInstance<V>, problem: Problem): void {
  const name = fieldOf(form, problem);
  if (name === null) return;
  // The name was read from this very form.
  form.setFields([{ name: name as never, errors: [problem.detail] }]);
  form.scrollToField(name as never, { focus: true });
}
