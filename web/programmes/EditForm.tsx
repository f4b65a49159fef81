import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { useAct } from '../ui/useAct.ts';
import { loadProgramme, type Programme } from './load.ts';

type Values = Pick<
  Programme,
  'title' | 'scope' | 'document_no' | 'issuer' | 'issued_on' | 'from_on' | 'to_on' | 'version'
>;

const valuesOf = ({ title, scope, document_no, issuer, issued_on, from_on, to_on, version }: Programme): Values => ({
  ...{ title, scope, document_no, issuer, issued_on, from_on, to_on, version },
});

/** What stands on the title page. An emptied field is unknown again. */
export function EditForm({ programme, open, onClose }: { programme: Programme; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { id } = programme;
  const edit = useAct(
    ({ title, version, ...rest }: Values, once) => {
      const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value || null]));
      return api.POST('/api/programmes/{id}/edit', {
        params: { path: { id } },
        body: { title, version, ...fields },
        ...once,
      });
    },
    { silent: true, refresh: ['programmes', 'home'] },
  );
  const words = {
    title: t('programmes.title'),
    scope: t('programmes.scope'),
    document_no: t('programmes.document_no'),
    issuer: t('programmes.issuer'),
    issued_on: t('programmes.issued_on'),
    from_on: t('programmes.from_on'),
    to_on: t('programmes.to_on'),
  };
  const required = [{ required: true, whitespace: true, message: t('ui.required', { field: words.title }) }];
  return (
    <FormModal<Values, { version: number }>
      open={open}
      onClose={onClose}
      title={`${labels.act('programme.edit')} · ${labels.noun('programmes')}`}
      initial={valuesOf(programme)}
      act={edit}
      reload={async () => valuesOf(await loadProgramme(id))}
      fieldLabels={words}
    >
      <Form.Item name="title" label={words.title} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="scope" label={words.scope}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="document_no" label={words.document_no}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="issuer" label={words.issuer}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issued_on" label={words.issued_on}>
          <DayInput />
        </Form.Item>
        <span />
        <Form.Item name="from_on" label={words.from_on}>
          <DayInput />
        </Form.Item>
        <Form.Item name="to_on" label={words.to_on}>
          <DayInput />
        </Form.Item>
      </div>
    </FormModal>
  );
}
