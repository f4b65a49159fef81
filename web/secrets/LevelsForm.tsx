import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { englishWords, type LevelWords, levels, usualWords } from '#domain/secrets/rules.ts';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { stale, useLevelWords } from '../register.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSay } from './words.ts';

/** How the firm calls its levels; the words of state secrets are refused with the reason. */
export function LevelsForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const words = useLevelWords();
  const usual = useLanguage() === 'en' ? englishWords : usualWords;
  const act = useAct(
    ({ core, important, ordinary }: LevelWords, once) =>
      api.POST('/api/secrets/name-levels', { body: { core, important, ordinary }, ...once }),
    { silent: true, refresh: stale },
  );
  return (
    <FormModal<LevelWords, unknown>
      open
      title={say('levels_edit')}
      act={act}
      initial={{ ...words }}
      onClose={onClose}
      intro={say('levels_why')}
    >
      {levels.map((level) => (
        <Form.Item
          key={level}
          name={level}
          label={usual[level]}
          rules={[{ required: true, whitespace: true, message: t('ui.required', { field: usual[level] }) }]}
        >
          <Input maxLength={8} />
        </Form.Item>
      ))}
    </FormModal>
  );
}
