import { Alert } from 'antd';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Assessment, stale } from './assessments.ts';
import { texts } from './texts.ts';

/** The form was renewed while it was filled: finish the one begun, or move the answers over. */
export function Withdrawn({
  assessment,
  version,
  unsent,
}: {
  assessment: Assessment;
  version: number;
  unsent: number;
}) {
  const t = useTexts(texts);
  const { id, newer } = assessment;
  const renew = useAct(
    (body: { version: number }, once) =>
      api.POST('/api/assessments/{id}/change-form', { params: { path: { id } }, body, ...once }),
    { done: ({ carried, open }) => t('renewed', { carried, open }), refresh: stale },
  );
  if (!newer) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="fill-notice"
      title={t('withdrawn_form', { title: newer.title, version: newer.version })}
      description={t('withdrawn_why')}
      action={
        <ActButton
          act="assessment.change-form"
          reason={unsent > 0 ? t('finish_unsent') : null}
          loading={renew.busy}
          onClick={() => void renew.run({ version })}
        />
      }
    />
  );
}
