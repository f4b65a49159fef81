import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api.ts';
import type { Unlocked } from '../KeyGate.tsx';
import { type Item, stale } from '../register.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { todayInChina } from '../ui/DayText.tsx';
import { Working } from '../ui/Working.tsx';
import { countOf, type Marked } from './choice.ts';
import { handOver, type Kept, nameOfCopy, type Words } from './handOver.ts';
import type { Made, Source } from './source.ts';
import type { DisclosureText } from './texts.ts';
import { useSay, useSentence } from './words.ts';

type Props = {
  keys: Unlocked;
  item: Item;
  source: Source;
  choice: Marked;
  made: Made;
  onBack: () => void;
  onDone: () => void;
};

type Values = Words & { keep_original: boolean; keep_copy: boolean };

/** To whom, what for, on what basis: sealed with the commitments to original and copy, and put on record. */
export function HandStep({ keys, item, source, choice, made, onBack, onDone }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const sentence = useSentence();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [going, setGoing] = useState<{ words: string; share: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  // What was uploaded stays uploaded when the act is tried again.
  const kept = useRef<Kept>({});
  useEffect(() => () => stop.current?.abort(), []);
  const core = item.level === 'core';
  const name = nameOfCopy(item, source.file.name, say);
  const submit = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values || busy) return;
    setBusy(true);
    setProblem(null);
    stop.current = new AbortController();
    const watch = (file: string) => (share: number) =>
      setGoing({ words: say('recording', { name: file, percent: Math.floor(share * 100) }), share });
    try {
      const keep = { original: !source.sealed && values.keep_original, copy: core || values.keep_copy };
      const wanted = { id: item.id, source, made, name, words: values, keep, kept: kept.current };
      await handOver(keys, wanted, { watch, signal: stop.current.signal });
      await client.invalidateQueries({ predicate: ({ queryKey }) => stale.some((key) => key === queryKey[0]) });
      onDone();
    } catch (error) {
      setProblem(problemOf(error).reason === 'changed_meanwhile' ? say('conflict') : sentence(error, source.file.name));
    } finally {
      setBusy(false);
      setGoing(null);
    }
  };
  const line = (key: 'to' | 'what' | 'why' | 'basis', rows = 2) => {
    const label: DisclosureText = `field_${key}`;
    const rule = { required: true, whitespace: true, message: t('ui.required', { field: say(label) }) };
    return (
      <Form.Item name={key} label={say(label)} rules={[rule]}>
        <Input.TextArea rows={rows} maxLength={2_000} />
      </Form.Item>
    );
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      disabled={busy}
      initialValues={{
        what: say('what_auto', { name, count: countOf(choice) }),
        on: todayInChina(),
        keep_original: true,
        keep_copy: true,
      }}
      onFinish={() => void submit()}
    >
      {core && <Alert className="disclosure-note" type="warning" showIcon title={say('core')} />}
      {line('to')}
      {line('what')}
      {line('why')}
      {line('basis')}
      <div className="row">
        <Form.Item
          name="on"
          label={say('field_on')}
          rules={[{ required: true, message: t('ui.required', { field: say('field_on') }) }]}
        >
          <DayInput />
        </Form.Item>
        <Form.Item name="due_back_on" label={say('field_due')}>
          <DayInput min={todayInChina()} />
        </Form.Item>
      </div>
      {source.sealed ? (
        <p className="muted">{say('kept_sealed')}</p>
      ) : (
        <Form.Item name="keep_original" valuePropName="checked" noStyle>
          <Checkbox>{say('keep_original')}</Checkbox>
        </Form.Item>
      )}
      <div>
        <Form.Item name="keep_copy" valuePropName="checked" noStyle>
          <Checkbox disabled={core}>
            {say('keep_copy')}
            {core && say('keep_copy_core')}
          </Checkbox>
        </Form.Item>
      </div>
      <p className="muted">{say('commitment')}</p>
      {going && <Working text={going.words} share={going.share} onStop={() => stop.current?.abort()} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      <div className="form-acts disclosure-acts">
        <Button onClick={onBack}>{say('back')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {say('record')}
        </Button>
      </div>
    </Form>
  );
}
