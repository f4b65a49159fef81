import { Form, Input, Radio } from 'antd';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Kit, type Step, stale } from './members.ts';
import { useStepWords } from './stepWords.ts';
import { memberTexts } from './texts.ts';

type Values = { state: Step['state']; note?: string; answers?: Record<string, string | undefined> };

/** One step of a checklist: done, not needed, or open again; with the answers that it asks for. */
export function StepForm({ kit, step, name, onClose }: { kit: Kit; step: Step; name: string; onClose: () => void }) {
  const t = useTexts(memberTexts);
  const words = useStepWords(kit, step);
  const act = useAct(
    ({ state, note, answers = {} }: Values, once) => {
      const given = Object.entries(answers).flatMap(([key, text]) => (text?.trim() ? [[key, text.trim()]] : []));
      return api.POST('/api/members/kits/{id}/record-step', {
        params: { path: { id: kit.id } },
        body: {
          ...{ version: kit.version, key: step.key, state, note: note?.trim() || null },
          answers: Object.fromEntries(given),
        },
        ...once,
      });
    },
    { silent: true, refresh: stale },
  );
  const states = ['done', 'not_needed', 'open'] as const;
  return (
    <FormDrawer<Values, { version: number }>
      open
      onClose={onClose}
      title={`${words.title} · ${name}`}
      intro={words.why}
      act={act}
      initial={{
        state: step.state === 'open' ? 'done' : step.state,
        answers: { ...step.answers },
        ...(step.note ? { note: step.note } : {}),
      }}
    >
      {words.questions.map(({ key, label }) => (
        <Form.Item key={key} name={['answers', key]} label={label}>
          <Input.TextArea rows={2} maxLength={4000} autoSize={{ minRows: 2, maxRows: 10 }} />
        </Form.Item>
      ))}
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item name="state" label={t('state')}>
        <Radio.Group options={states.map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
    </FormDrawer>
  );
}
