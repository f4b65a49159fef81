import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read, sendFile } from '../api.ts';
import { useSession } from '../session.ts';
import { UploadDrop } from '../ui/UploadDrop.tsx';

type Line = { name: string; label: string; optional?: boolean; hint?: string };

/** One line of text. */
export function LineField({ name, label, optional = false, hint }: Line) {
  const { t } = useTranslation();
  const needed = { required: true, whitespace: true, message: t('ui.required', { field: label }) };
  return (
    <Form.Item name={name} label={label} {...(hint ? { extra: hint } : {})} rules={optional ? [] : [needed]}>
      <Input maxLength={name === 'seal_no' ? 100 : 300} />
    </Form.Item>
  );
}

/** Several lines. */
export function ProseField({ name, label, optional = false, hint }: Line) {
  const { t } = useTranslation();
  const needed = { required: true, whitespace: true, message: t('ui.required', { field: label }) };
  return (
    <Form.Item name={name} label={label} {...(hint ? { extra: hint } : {})} rules={optional ? [] : [needed]}>
      <Input.TextArea rows={2} maxLength={5000} />
    </Form.Item>
  );
}

/** A person by name: colleagues are offered, anybody else is written. */
export function PersonField({ name, label, optional = false, hint }: Line) {
  const { t } = useTranslation();
  const needed = { required: true, whitespace: true, message: t('ui.required', { field: label }) };
  return (
    <Form.Item name={name} label={label} {...(hint ? { extra: hint } : {})} rules={optional ? [] : [needed]}>
      <PersonInput />
    </Form.Item>
  );
}

function PersonInput(props: { id?: string; value?: string; onChange?: (name: string) => void }) {
  const organisation = useSession().post?.organisation ?? '';
  const found = useQuery({
    queryKey: ['people', 'colleagues', organisation],
    queryFn: () => read(api.GET('/api/people', { params: { query: { organisation, state: 'active', size: 200 } } })),
    enabled: organisation !== '',
  });
  const options = (found.data?.rows ?? []).map(({ name }) => ({ value: name }));
  return (
    <AutoComplete
      {...props}
      options={options}
      maxLength={300}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed) }}
    />
  );
}

export type Kept = { id: string; name: string; sha256: string };

/** A file beside the exhibit (a photo of the seal, a signed receipt), kept as soon as it is chosen. For Form.Item. */
export function FileInput({
  exhibit,
  label,
  value,
  onChange,
}: {
  exhibit: string;
  label: string;
  value?: Kept | null;
  onChange?: (file: Kept | null) => void;
}) {
  const { t } = useTranslation();
  if (value)
    return (
      <div className="row">
        <span>{value.name}</span>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('exhibits.file_drop', { name: value.name })}
          onClick={() => onChange?.(null)}
        />
      </div>
    );
  const send = async (file: File, onProgress: (share: number) => void) => {
    const fields = { noun: 'exhibit', row_id: exhibit };
    onChange?.(await sendFile<Kept>('/api/files', file, { fields, onProgress }));
  };
  return <UploadDrop send={send} label={label} />;
}
