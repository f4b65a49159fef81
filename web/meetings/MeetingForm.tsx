import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { councilQuery, type Kind, kinds, linesOf, type Meeting, readMeeting, stale, useKindWords } from './meetings.ts';
import { type Unit, UnitInput } from './UnitInput.tsx';

type Values = {
  kind: Kind;
  title: string;
  held_on: string;
  place: string | null;
  agenda: string;
  units: Unit[];
  version?: number;
};

/** Plans a meeting of the programme, or changes the one given. */
export function MeetingForm({
  programme,
  meeting,
  onClose,
}: {
  programme: string;
  meeting?: Meeting;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const save = useAct(
    ({ version, agenda, units = [], place, ...rest }: Values, once) => {
      const body = { ...rest, place: place?.trim() || null, agenda: linesOf(agenda), units };
      if (!meeting) return api.POST('/api/meetings', { body: { ...body, programme }, ...once });
      const edit = { ...body, version: version ?? meeting.version };
      return api
        .POST('/api/meetings/{id}/edit', { params: { path: { id: meeting.id } }, body: edit, ...once })
        .then((answer) => (answer.data ? { ...answer, data: { id: meeting.id } } : answer));
    },
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, { id: string }>
      open
      onClose={onClose}
      title={meeting ? `${labels.verb('edit')} · ${meeting.title}` : t('meetings.add')}
      act={save}
      initial={meeting ? valuesOf(meeting) : { kind: 'joint_conference', units: [] }}
      fieldLabels={useFieldWords()}
      {...(meeting ? { reload: async () => valuesOf(await readMeeting(meeting.id)) } : {})}
      onDone={({ id }) => {
        if (!meeting) void navigate(paths.meeting(id));
      }}
    >
      <Fields programme={programme} />
    </FormDrawer>
  );
}

function useFieldWords() {
  const { t } = useTranslation();
  return {
    kind: t('meetings.kind'),
    title: t('meetings.title'),
    held_on: t('meetings.held_on'),
    place: t('meetings.place'),
    agenda: t('meetings.agenda'),
    units: t('meetings.units'),
  };
}

function Fields({ programme }: { programme: string }) {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  const words = useFieldWords();
  const form = Form.useFormInstance<Values>();
  const council = useQuery(councilQuery(programme));
  const members = (council.data?.members ?? []).map(({ unit, organisation }): Unit => ({ unit, organisation }));
  const needed = (field: string) => [{ required: true, message: t('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="kind" label={words.kind} rules={needed(words.kind)}>
        <Select options={kinds.map((value) => ({ value, label: kindOf(value) }))} />
      </Form.Item>
      <Form.Item
        name="title"
        label={words.title}
        rules={[{ required: true, whitespace: true, message: t('ui.required', { field: words.title }) }]}
      >
        <Input maxLength={300} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="held_on" label={words.held_on} rules={needed(words.held_on)}>
          <DayInput />
        </Form.Item>
        <Form.Item name="place" label={words.place}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Form.Item name="agenda" label={words.agenda} extra={t('meetings.one_a_line')}>
        <Input.TextArea rows={4} maxLength={20_000} />
      </Form.Item>
      <Form.Item
        name="units"
        label={words.units}
        extra={
          members.length > 0 && (
            <Button
              type="link"
              size="small"
              onClick={() => form.setFieldValue('units', merged(form.getFieldValue('units') ?? [], members))}
            >
              {t('meetings.invite_members', { count: members.length })}
            </Button>
          )
        }
      >
        <UnitInput multiple offered={members} />
      </Form.Item>
    </>
  );
}

const merged = (units: readonly Unit[], more: readonly Unit[]): Unit[] => [
  ...new Map([...units, ...more].map((one) => [one.organisation ?? one.unit, one])).values(),
];

const valuesOf = ({
  kind,
  title,
  held_on,
  place,
  agenda,
  invited,
  version,
}: Meeting): Values & { version: number } => ({
  ...{ kind, title, held_on, place, version, agenda: agenda.join('\n') },
  units: invited.map(({ unit, organisation }) => ({ unit, organisation })),
});
