import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isContent } from '#domain/exhibits/rules.ts';
import { api, sendFile } from '../api.ts';
import { useSession } from '../session.ts';
import { useAct } from '../ui/useAct.ts';
import { type Content, DigestInput } from './DigestInput.tsx';
import { type Exhibit, stale } from './exhibits.ts';
import { type Kept, LineField, PersonField, ProseField } from './Inputs.tsx';
import { given, NoteField, StepDrawer } from './StepDrawer.tsx';

type Values = {
  version: number;
  device?: string;
  tool: string;
  method: string;
  operator: string;
  second_person: string;
  place: string;
  content?: Content | null;
  note?: string;
};

const mostBytes = 50 * 1024 * 1024;

/** 提取、固定: the content is hashed here and stays where it is, unless it is small and somebody wants it kept too. */
export function TakeForm({ exhibit, onClose }: { exhibit: Exhibit; onClose: () => void }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [keep, setKeep] = useState(false);
  const act = useAct(
    async ({ content, ...values }: Values, once) => {
      const kept = content && keep && file ? await keepFile(exhibit.id, file) : null;
      const body = { ...given(values), ...(content ?? {}), ...(kept ? { file: kept.id } : {}) };
      return api.POST('/api/exhibits/{id}/take', { params: { path: { id: exhibit.id } }, body, ...once });
    },
    { silent: true, refresh: stale },
  );
  const fits = file !== null && file.size > 0 && file.size <= mostBytes;
  return (
    <StepDrawer<Values>
      exhibit={exhibit}
      verb="take"
      act={act}
      onClose={onClose}
      intro={t('exhibits.take_why')}
      initial={{ place: exhibit.place, operator: person?.name ?? '' }}
    >
      <PersonField name="operator" label={t('exhibits.operator')} />
      <PersonField name="second_person" label={t('exhibits.second_person')} hint={t('exhibits.second_person_hint')} />
      <LineField name="place" label={t('exhibits.step_place')} />
      <LineField name="device" label={t('exhibits.device')} optional />
      <LineField name="tool" label={t('exhibits.tool')} hint={t('exhibits.tool_hint')} />
      <ProseField name="method" label={t('exhibits.method')} />
      <Form.Item
        name="content"
        label={t('exhibits.content')}
        extra={isContent(exhibit.kind) ? t('exhibits.content_needed') : t('exhibits.content_optional')}
      >
        <DigestInput onFile={setFile} />
      </Form.Item>
      {fits && (
        <Form.Item>
          <Checkbox checked={keep} onChange={({ target }) => setKeep(target.checked)}>
            {t('exhibits.keep_file')}
          </Checkbox>
        </Form.Item>
      )}
      <NoteField />
    </StepDrawer>
  );
}

const keepFile = (exhibit: string, file: File): Promise<Kept> =>
  sendFile<Kept>('/api/files', file, { fields: { noun: 'exhibit', row_id: exhibit } });
