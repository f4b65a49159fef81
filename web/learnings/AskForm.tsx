import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { Loading } from '../ui/Loading.tsx';
import { useAct } from '../ui/useAct.ts';
import { WhomFields, type WhomValues, whomInitial, whomOf } from '../WhomFields.tsx';
import { stale } from './learnings.ts';
import { learningTexts } from './texts.ts';

type Asked = { text: string; options: string };
type Values = WhomValues & { title: string; text?: string; due_on: string; questions?: Asked[] };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const isRight = (line: string): boolean => /^[*＊]/.test(line);

const questionsOf = (questions: readonly Asked[]) =>
  questions.map(({ text, options }) => {
    const lines = linesOf(options);
    return {
      text,
      options: lines.map((line) => line.replace(/^[*＊]\s*/, '')),
      answer: lines.findIndex(isRight),
    };
  });

type Props = { document: string | null; onClose: () => void };

/** Asks people to read a text, or a policy in force, and to answer its questions by a day. */
export function AskForm({ document, onClose }: Props) {
  const policy = useQuery({
    queryKey: ['documents', document],
    queryFn: () => read(api.GET('/api/documents/{id}', { params: { path: { id: document ?? '' } } })),
    enabled: document !== null,
  });
  if (document !== null && policy.isPending) return <Loading />;
  return <Asking policy={policy.data ?? null} onClose={onClose} />;
}

function Asking({ policy, onClose }: { policy: { id: string; title: string } | null; onClose: () => void }) {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const labels = useLabels();
  const navigate = useNavigate();
  const act = useAct(
    ({ title, text = '', due_on, questions = [], ...whom }: Values, once) =>
      api.POST('/api/learnings', {
        body: {
          ...{ title, text, due_on, questions: questionsOf(questions), ...whomOf(whom) },
          ...(policy ? { document: policy.id } : {}),
        },
        ...once,
      }),
    { silent: true, refresh: stale, done: ({ asked }) => t('asked_done', { count: asked }) },
  );
  const needed = (field: string) => [{ required: true, whitespace: true, message: common('ui.required', { field }) }];
  return (
    <FormDrawer<Values, { id: string }>
      open
      onClose={onClose}
      title={labels.act('learning.ask-people')}
      intro={policy ? t('ask_receipts', { title: policy.title }) : t('ask_why')}
      act={act}
      initial={{ ...whomInitial, ...(policy ? { title: t('receipts_title', { title: policy.title }) } : {}) }}
      onDone={({ id }) => void navigate(paths.learning(id))}
    >
      <Form.Item name="title" label={t('name')} rules={needed(t('name'))}>
        <Input maxLength={300} />
      </Form.Item>
      {!policy && (
        <Form.Item name="text" label={t('text')} rules={needed(t('text'))}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} maxLength={60_000} />
        </Form.Item>
      )}
      <Form.Item name="due_on" label={t('due_on')} rules={needed(t('due_on'))}>
        <DayInput />
      </Form.Item>
      <WhomFields />
      <Questions />
    </FormDrawer>
  );
}

function Questions() {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const needed = (field: string) => [{ required: true, whitespace: true, message: common('ui.required', { field }) }];
  const checkOptions = (_: unknown, value: string | undefined) => {
    const lines = linesOf(value ?? '');
    const fine = lines.length >= 2 && lines.length <= 6 && lines.filter(isRight).length === 1;
    return fine ? Promise.resolve() : Promise.reject(new Error(t('options_wrong')));
  };
  return (
    <Form.List name="questions">
      {(rows, { add, remove }) => (
        <fieldset className="stack">
          <legend>{t('questions')}</legend>
          {rows.map(({ key, name }) => (
            <div key={key}>
              <Form.Item name={[name, 'text']} label={t('question')} rules={needed(t('question'))}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name={[name, 'options']} label={t('options')} rules={[{ validator: checkOptions }]}>
                <Input.TextArea rows={3} maxLength={1200} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{t('remove')}</Button>
            </div>
          ))}
          {rows.length < 20 && <Button onClick={() => add()}>{t('add_question')}</Button>}
        </fieldset>
      )}
    </Form.List>
  );
}
