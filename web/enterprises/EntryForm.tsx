import { Alert, Button, Form } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, placeAtField } from '../ui/formProblem.ts';
import { sentenceOfProblem } from '../ui/sentenceOf.ts';
import type { ActHandle } from '../ui/useAct.ts';

type Props<V extends object, T> = { act: ActHandle<V, T>; submit: string; children: ReactNode };

/** A form that is a page of its own. Problems stand at the field that the server names, else above the fields. */
export function EntryForm<V extends object, T>({ act, submit, children }: Props<V, T>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<V>();
  const { problem } = act;
  useEffect(() => {
    if (problem) placeAtField(form, problem);
  }, [problem, form]);
  return (
    <Form<V>
      form={form}
      layout="vertical"
      className="card join-form"
      scrollToFirstError={{ focus: true }}
      onFinish={(values) => void act.run(values)}
    >
      {problem && fieldOf(form, problem) === null && (
        <Alert type="error" showIcon role="alert" className="form-problem" title={sentenceOfProblem(problem, t)} />
      )}
      {children}
      <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
        {submit}
      </Button>
    </Form>
  );
}
