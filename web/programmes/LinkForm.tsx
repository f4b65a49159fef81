import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Programme } from './load.ts';

type Values = { carries_out: string | null; version: number };

/** The superior's programme that this one carries out; emptied, it carries out none. */
export function LinkForm({ programme, open, onClose }: { programme: Programme; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const above = useQuery({
    queryKey: ['programmes', 'above'],
    queryFn: () => read(api.GET('/api/programmes', { params: { query: { relation: 'above', size: 200 } } })),
    enabled: open,
  });
  const link = useAct(
    ({ carries_out, version }: Values, once) =>
      api.POST('/api/programmes/{id}/link', {
        params: { path: { id: programme.id } },
        body: { carries_out: carries_out ?? null, version },
        ...once,
      }),
    { silent: true, refresh: ['programmes'] },
  );
  return (
    <FormModal<Values, { version: number }>
      open={open}
      onClose={onClose}
      title={labels.act('programme.link')}
      intro={t('programmes.link_why')}
      initial={{ carries_out: programme.carries_out?.id ?? null, version: programme.version }}
      act={link}
    >
      <Form.Item name="carries_out" label={t('programmes.carries_out')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          loading={above.isFetching}
          notFoundContent={t('programmes.no_superior')}
          options={(above.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: `${row.division_name} · ${row.title}`,
          }))}
        />
      </Form.Item>
    </FormModal>
  );
}
