import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Programme } from './load.ts';
import { OrganisationPicker } from './OrganisationPicker.tsx';

type Values = { organisations: string[] };

/** Unit names of the plan that no organisation stands behind yet: said once, for all their tasks. */
export function UnresolvedCard({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [name, setName] = useState<string | null>(null);
  const assign = useAct(
    ({ organisations }: Values, once) =>
      api.POST('/api/programmes/{id}/assign', {
        params: { path: { id: programme.id } },
        body: { unit_name: name ?? '', organisations },
        ...once,
      }),
    {
      silent: true,
      refresh: ['programmes', 'tasks', 'home'],
      done: ({ tasks }) => t('programmes.assigned', { count: tasks }),
    },
  );
  return (
    <section className="card" aria-label={t('programmes.unresolved')}>
      <h2>{t('programmes.unresolved')}</h2>
      <p className="muted">{t('programmes.unresolved_why')}</p>
      <ul className="plain-list unresolved">
        {programme.unresolved.map((unit) => (
          <li key={unit.unit_name}>
            <span>
              <strong>{unit.unit_name}</strong>{' '}
              <span className="muted">{t('programmes.unit_tasks', { count: unit.tasks })}</span>
            </span>
            {programme.may_change ? (
              <ActButton size="small" act="programme.assign" onClick={() => setName(unit.unit_name)}>
                {t('programmes.choose_unit')}
              </ActButton>
            ) : null}
          </li>
        ))}
      </ul>
      <FormModal<Values, { tasks: number }>
        open={name !== null}
        onClose={() => setName(null)}
        title={t('programmes.assign_title', { name: name ?? '' })}
        intro={t('programmes.assign_why')}
        submitLabel={labels.act('programme.assign')}
        act={assign}
      >
        <Form.Item
          name="organisations"
          label={labels.noun('organisations')}
          rules={[{ required: true, message: t('ui.required', { field: labels.noun('organisations') }) }]}
        >
          <OrganisationPicker multiple />
        </Form.Item>
      </FormModal>
    </section>
  );
}
