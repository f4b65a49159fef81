import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, sendFile } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { UploadDrop } from '../ui/UploadDrop.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Meeting, programmeQuery, readMeeting, stale } from './meetings.ts';
import { type Unit, UnitInput } from './UnitInput.tsx';

type Kept = { id: string; name: string };
type Resolution = { text: string; units?: Unit[]; due_on?: string | null; measure?: string | null };
type Values = {
  attendance: { id: string; unit: string; attended: boolean; post: string | null }[];
  minutes: string;
  files: Kept[];
  resolutions: Resolution[];
  version?: number;
};

/** 记录纪要: who came, the minutes as text or file, and what was resolved. */
export function MinutesForm({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const record = useAct(
    ({ version, attendance = [], minutes, files = [], resolutions = [] }: Values, once) =>
      api.POST('/api/meetings/{id}/record', {
        params: { path: { id: meeting.id } },
        body: {
          version: version ?? meeting.version,
          attendance: attendance.map(({ id, attended, post }) => ({
            id,
            attended: attended === true,
            post: post?.trim() || null,
          })),
          minutes: minutes?.trim() || null,
          file_ids: files.map(({ id }) => id),
          resolutions: resolutions.map(resolutionOf),
        },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, unknown>
      open
      width={760}
      onClose={onClose}
      title={`${labels.verb('record')} · ${meeting.title}`}
      act={record}
      initial={valuesOf(meeting)}
      reload={async () => valuesOf(await readMeeting(meeting.id))}
      fieldLabels={{
        attendance: t('meetings.attendance'),
        minutes: t('meetings.minutes'),
        files: t('meetings.files'),
        resolutions: t('meetings.resolutions'),
      }}
    >
      <AttendanceFields />
      <Form.Item name="minutes" label={t('meetings.minutes')} extra={t('meetings.minutes_hint')}>
        <Input.TextArea rows={8} maxLength={50_000} />
      </Form.Item>
      <Form.Item name="files">
        <FilesInput meeting={meeting.id} />
      </Form.Item>
      <ResolutionFields programme={meeting.programme} />
    </FormDrawer>
  );
}

const resolutionOf = ({ text, units, due_on, measure }: Resolution) => {
  const [lead] = units ?? [];
  const named = { unit: lead?.unit ?? null, organisation: lead?.organisation ?? null };
  return { text, ...named, due_on: due_on ?? null, measure: measure ?? null };
};

function AttendanceFields() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  return (
    <fieldset className="meeting-attendance">
      <legend>{t('meetings.attendance')}</legend>
      <Form.List name="attendance">
        {(fields) =>
          fields.map(({ key, name }) => (
            <div key={key} className="row">
              <Form.Item name={[name, 'id']} hidden noStyle>
                <Input />
              </Form.Item>
              <Form.Item name={[name, 'attended']} valuePropName="checked" noStyle>
                <Checkbox>{form.getFieldValue(['attendance', name, 'unit'])}</Checkbox>
              </Form.Item>
              <Form.Item name={[name, 'post']} noStyle>
                <Input
                  maxLength={300}
                  className="meeting-post"
                  placeholder={t('meetings.post')}
                  aria-label={`${form.getFieldValue(['attendance', name, 'unit'])} ${t('meetings.post')}`}
                />
              </Form.Item>
            </div>
          ))
        }
      </Form.List>
    </fieldset>
  );
}

function FilesInput({
  meeting,
  value = [],
  onChange,
}: {
  meeting: string;
  value?: Kept[];
  onChange?: (files: Kept[]) => void;
}) {
  const { t } = useTranslation();
  const send = async (file: File, onProgress: (share: number) => void) => {
    const fields = { noun: 'meeting', row_id: meeting };
    onChange?.([...value, await sendFile<Kept>('/api/files', file, { fields, onProgress })]);
  };
  return (
    <>
      <ul className="plain-list">
        {value.map(({ id, name }) => (
          <li key={id} className="row">
            {name}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('meetings.file_drop', { name })}
              onClick={() => onChange?.(value.filter((file) => file.id !== id))}
            />
          </li>
        ))}
      </ul>
      {value.length < 20 && <UploadDrop send={send} label={t('meetings.attach')} />}
    </>
  );
}

function ResolutionFields({ programme }: { programme: string }) {
  const { t } = useTranslation();
  const found = useQuery(programmeQuery(programme));
  const measures = (found.data?.measures ?? []).map(({ id, no, title }) => ({ value: id, label: `${no}${title}` }));
  return (
    <Form.List name="resolutions">
      {(fields, { add, remove }) => (
        <div className="stack">
          <strong>{t('meetings.resolutions')}</strong>
          <p className="muted">{t('meetings.resolutions_hint')}</p>
          {fields.map(({ key, name }, place) => (
            <div key={key} className="card meeting-resolution">
              <div className="row">
                <strong>{place + 1}</strong>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('meetings.resolution_drop', { no: place + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
              <Form.Item
                name={[name, 'text']}
                label={t('meetings.resolution')}
                rules={[
                  { required: true, whitespace: true, message: t('ui.required', { field: t('meetings.resolution') }) },
                ]}
              >
                <Input.TextArea rows={2} maxLength={5000} />
              </Form.Item>
              <div className="form-pair">
                <Form.Item name={[name, 'units']} label={t('meetings.lead')}>
                  <UnitInput />
                </Form.Item>
                <Form.Item name={[name, 'due_on']} label={t('meetings.due_on')}>
                  <DayInput />
                </Form.Item>
              </div>
              <Form.Item name={[name, 'measure']} label={t('meetings.measure')}>
                <Select allowClear options={measures} />
              </Form.Item>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ text: '' })}>
            {t('meetings.resolution_add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

const valuesOf = ({ invited, minutes, files, resolved, state, version }: Meeting): Values & { version: number } => ({
  version,
  minutes: minutes ?? '',
  files: files.map(({ id, name }) => ({ id, name })),
  // Before anything is recorded everybody is taken to come: absences are fewer to untick.
  attendance: invited.map(({ id, unit, attended, post }) => ({
    id,
    unit,
    attended: attended ?? state === 'planned',
    post,
  })),
  resolutions: resolved.map(({ text, unit, organisation, organisation_name, due_on, measure }) => ({
    ...{ text, due_on, measure },
    units: unit === null && organisation === null ? [] : [{ unit: unit ?? organisation_name ?? '', organisation }],
  })),
});
