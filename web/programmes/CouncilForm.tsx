import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Council, loadCouncil, type Programme } from './load.ts';
import { OrganisationPicker } from './OrganisationPicker.tsx';

type Member = { unit: string; post: string | null; organisation: string | null; duties: string };
type Values = {
  name: string;
  head: string | null;
  deputies: string[];
  office: string | null;
  office_duties: string;
  members: Member[];
  version: number;
};

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const valuesOf = (council: Council): Values => ({
  ...{ name: council.name ?? '', head: council.head, deputies: [...council.deputies], office: council.office },
  office_duties: council.office_duties.join('\n'),
  members: council.members.map(({ unit, post, organisation, duties }) => ({
    unit,
    post,
    organisation,
    duties: duties.join('\n'),
  })),
  version: council.version,
});

type Props = { programme: Programme; council: Council; onClose: () => void };

/** The whole council in one form. Posts and units only: names of persons do not belong here. */
export function CouncilForm({ programme, council, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { id } = programme;
  const edit = useAct(
    ({ members = [], office_duties, head, office, deputies = [], ...rest }: Values, once) =>
      api.POST('/api/councils/{id}/edit', {
        params: { path: { id } },
        body: {
          ...rest,
          ...{ head: head || null, office: office || null, deputies, office_organisation: council.office_organisation },
          office_duties: lines(office_duties),
          members: members.map((member) => ({
            ...{ unit: member.unit, post: member.post || null, organisation: member.organisation ?? null },
            duties: lines(member.duties),
          })),
        },
        ...once,
      }),
    { silent: true, refresh: ['councils', 'programmes'] },
  );
  const known = council.members.flatMap(({ organisation, organisation_name }) =>
    organisation && organisation_name ? [{ id: organisation, name: organisation_name }] : [],
  );
  const required = (field: string) => [{ required: true, whitespace: true, message: t('ui.required', { field }) }];
  return (
    <FormModal<Values, { version: number }>
      open
      onClose={onClose}
      width={760}
      title={`${labels.act('council.edit')} · ${labels.noun('councils')}`}
      intro={t('programmes.council_no_names')}
      initial={valuesOf(council)}
      act={edit}
      reload={async () => valuesOf(await loadCouncil(id))}
    >
      <Form.Item name="name" label={t('programmes.council_name')} rules={required(t('programmes.council_name'))}>
        <Input maxLength={300} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="head" label={t('programmes.council_head')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="office" label={t('programmes.council_office')}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Form.Item name="deputies" label={t('programmes.council_deputies')}>
        <Select mode="tags" open={false} suffixIcon={null} placeholder={t('programmes.enter_each')} />
      </Form.Item>
      <Form.Item name="office_duties" label={t('programmes.council_office_duties')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder={t('programmes.one_a_line')} />
      </Form.Item>
      <h3>{t('programmes.council_members')}</h3>
      <Form.List name="members">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="member-row">
                <div className="form-pair">
                  <Form.Item
                    name={[name, 'unit']}
                    label={t('programmes.member_unit')}
                    rules={required(t('programmes.member_unit'))}
                  >
                    <Input maxLength={300} />
                  </Form.Item>
                  <Form.Item name={[name, 'post']} label={t('programmes.member_post')}>
                    <Input maxLength={300} />
                  </Form.Item>
                </div>
                <Form.Item name={[name, 'organisation']} label={t('programmes.member_organisation')}>
                  <OrganisationPicker known={known} />
                </Form.Item>
                <Form.Item name={[name, 'duties']} label={t('programmes.member_duties')}>
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} placeholder={t('programmes.one_a_line')} />
                </Form.Item>
                <Form.Item>
                  <Button size="small" danger type="text" icon={<DeleteOutlined />} onClick={() => remove(name)}>
                    {t('programmes.member_remove')}
                  </Button>
                </Form.Item>
              </div>
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() => add({ unit: '', post: null, organisation: null, duties: '' })}
            >
              {t('programmes.member_add')}
            </Button>
          </>
        )}
      </Form.List>
    </FormModal>
  );
}
