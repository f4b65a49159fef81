import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { findMembers, stale } from './agreements.ts';
import { learningTexts } from './learning-texts.ts';

type Asked = { text: string; options: string };
type Values = { title: string; text: string; due_on: string; members?: string[]; questions?: Asked[] };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const isRight = (line: string): boolean => /^[*＊]/.test(line);

/** Asks members to read a text and answer its questions by a day. */
export function AskForm({ onClose }: { onClose: () => void }) {
  const { t: common } = useTranslation();
  const t = useTexts(learningTexts);
  const people = useQuery({ queryKey: ['members', 'choice', 'all'], queryFn: () => findMembers('') });
  const act = useAct(
    ({ title, text, due_on, members = [], questions = [] }: Values, once) =>
      api.POST('/api/agreements/learnings', {
        body: {
          ...{ title, text, due_on, members },
          questions: questions.map((one) => {
            const lines = linesOf(one.options);
            return {
              text: one.text,
              options: lines.map((line) => line.replace(/^[*＊]\s*/, '')),
              answer: lines.findIndex(isRight),
            };
          }),
        },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  const needed = (field: string) => [{ required: true, whitespace: true, message: common('ui.required', { field }) }];
  const checkOptions = (_: unknown, value: string | undefined) => {
    const lines = linesOf(value ?? '');
    const fine = lines.length >= 2 && lines.length <= 6 && lines.filter(isRight).length === 1;
    return fine ? Promise.resolve() : Promise.reject(new Error(t('options_wrong')));
  };
  return (
    <FormDrawer<Values, { id: string }> open onClose={onClose} title={t('ask')} intro={t('ask_why')} act={act}>
      <Form.Item name="title" label={t('name')} rules={needed(t('name'))}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="text" label={t('text')} rules={needed(t('text'))}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} maxLength={60_000} />
      </Form.Item>
      <Form.Item name="due_on" label={t('due_on')} rules={needed(t('due_on'))}>
        <DayInput />
      </Form.Item>
      <Form.Item name="members" label={t('people')}>
        <Select mode="multiple" options={people.data?.choices ?? []} optionFilterProp="label" />
      </Form.Item>
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
            <Button onClick={() => add()}>{t('add_question')}</Button>
          </fieldset>
        )}
      </Form.List>
    </FormDrawer>
  );
}
