import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { findOrganisations, roleKeys } from './people.ts';

/** The fields of a post: organisation, what the person is called there, and what they may do. */
export function PostFields() {
  const { t } = useTranslation();
  const labels = useLabels();
  const needed = (field: string) => [{ required: true, message: t('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="organisation" label={t('people.organisation')} rules={needed(t('people.organisation'))}>
        <SearchSelect of="organisations" search={findOrganisations} placeholder={t('people.organisation_search')} />
      </Form.Item>
      <Form.Item name="title" label={t('people.title')} rules={[{ ...needed(t('people.title'))[0], whitespace: true }]}>
        <Input maxLength={300} placeholder={t('people.title_hint')} />
      </Form.Item>
      <Form.Item name="unit" label={t('people.unit')}>
        <Input maxLength={300} placeholder={t('people.unit_hint')} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('people.roles')}
        extra={t('people.roles_hint')}
        rules={needed(t('people.roles'))}
      >
        <Select
          mode="multiple"
          maxCount={6}
          options={roleKeys.map((role) => ({ value: role, label: labels.role(role) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </>
  );
}
