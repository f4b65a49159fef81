import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/clock.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { dayLabel, todayInChina } from '../ui/DayText.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Attached, AttachInput } from './Attachments.tsx';
import { stale } from './tasks.ts';

/** A part of my own organisation, as a form needs it. */
export type MyPart = { task: string; text: string; part: string; due_on: string | null };

export type PartAct = 'note' | 'report' | 'ask-extension';

type Noted = { text: string; files?: Attached[] };
type Asked = { to_on: string; reason: string };

/** The three acts of a unit on its part; the window of the one that is wanted. */
export function PartForms({ mine, act, onClose }: { mine: MyPart | null; act: PartAct | null; onClose: () => void }) {
  if (!mine) return null;
  return (
    <>
      <NoteForm mine={mine} act="note" open={act === 'note'} onClose={onClose} />
      <NoteForm mine={mine} act="report" open={act === 'report'} onClose={onClose} />
      <ExtensionForm mine={mine} open={act === 'ask-extension'} onClose={onClose} />
    </>
  );
}

type Props = { mine: MyPart; open: boolean; onClose: () => void };

/** Progress, or the report that the part is done: words and proof. */
function NoteForm({ mine: { task, part, text }, act, open, onClose }: Props & { act: 'note' | 'report' }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const send = useAct<Noted, unknown>(
    ({ text: words, files = [] }: Noted, once) => {
      const body = { part, text: words, file_ids: files.map(({ id }) => id) };
      const path = { params: { path: { id: task } }, body, ...once };
      return act === 'note' ? api.POST('/api/tasks/{id}/note', path) : api.POST('/api/tasks/{id}/report', path);
    },
    { silent: true, refresh: stale, done: act === 'note' ? t('tasks.noted') : t('tasks.reported') },
  );
  const label = act === 'note' ? t('tasks.note_text') : t('tasks.report_text');
  return (
    <FormModal<Noted, unknown>
      open={open}
      onClose={onClose}
      title={labels.verb(act)}
      intro={<IntroText text={text} note={act === 'report' ? t('tasks.report_intro') : null} />}
      act={send}
    >
      <Form.Item
        name="text"
        label={label}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: label }) }]}
      >
        <Input.TextArea
          rows={4}
          maxLength={5000}
          autoFocus
          placeholder={act === 'note' ? t('tasks.note_hint') : t('tasks.report_hint')}
        />
      </Form.Item>
      <Form.Item name="files" label={t('tasks.files')}>
        <AttachInput task={task} />
      </Form.Item>
    </FormModal>
  );
}

function IntroText({ text, note }: { text: string; note: string | null }) {
  return (
    <>
      <p className="task-quote">{text}</p>
      {note && <p>{note}</p>}
    </>
  );
}

/** More time for a part: until when, and why. */
function ExtensionForm({ mine: { task, part, text, due_on }, open, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const ask = useAct(
    ({ to_on, reason }: Asked, once) =>
      api.POST('/api/tasks/{id}/ask-extension', {
        params: { path: { id: task } },
        body: { part, to_on, reason },
        ...once,
      }),
    {
      silent: true,
      refresh: stale,
      done: ({ decide_by, provisional }) =>
        t(provisional ? 'tasks.asked_provisional' : 'tasks.asked', { day: dayLabel(decide_by, language) }),
    },
  );
  const today = todayInChina();
  const earliest = due_on !== null && addDays(due_on, 1) > today ? addDays(due_on, 1) : today;
  const reason = t('ui.reason');
  return (
    <FormModal<Asked, unknown>
      open={open}
      onClose={onClose}
      title={labels.verb('ask-extension')}
      intro={
        <IntroText text={text} note={due_on ? t('tasks.extension_intro', { day: dayLabel(due_on, language) }) : null} />
      }
      act={ask}
    >
      <Form.Item
        name="to_on"
        label={t('tasks.to_on')}
        rules={[{ required: true, message: t('ui.required', { field: t('tasks.to_on') }) }]}
      >
        <DayInput min={earliest} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={reason}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: reason }) }]}
      >
        <Input.TextArea rows={4} maxLength={2000} placeholder={t('ui.reason_hint')} />
      </Form.Item>
    </FormModal>
  );
}
