import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { paths } from '../paths.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Exhibit, findProgrammes, type Kind, kinds, stale, useKindWords } from './exhibits.ts';

type Values = {
  name: string;
  kind: Kind;
  taken_from: string;
  place: string;
  case_no: string | null;
  programme: string | null;
  version?: number;
};

/** Registers an exhibit, or corrects the one given. After registering, the form of taking opens on its page. */
export function RegisterForm({ exhibit, onClose }: { exhibit?: Exhibit; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useAct(
    ({ version, ...values }: Values, once) => {
      const body = { ...values, case_no: values.case_no?.trim() || null, programme: values.programme ?? null };
      if (!exhibit) return api.POST('/api/exhibits', { body, ...once });
      const edit = { ...body, version: version ?? exhibit.version };
      return api
        .POST('/api/exhibits/{id}/edit', { params: { path: { id: exhibit.id } }, body: edit, ...once })
        .then((answer) => (answer.data ? { ...answer, data: { id: exhibit.id } } : answer));
    },
    { silent: true, refresh: stale },
  );
  return (
    <FormDrawer<Values, { id: string }>
      open
      onClose={onClose}
      title={exhibit ? t('exhibits.edit_title', { no: exhibit.no }) : t('exhibits.add')}
      intro={t('exhibits.add_why')}
      act={save}
      initial={exhibit ? valuesOf(exhibit) : { kind: 'device' }}
      fieldLabels={useFieldWords()}
      {...(exhibit
        ? {
            reload: async () =>
              valuesOf(await read(api.GET('/api/exhibits/{id}', { params: { path: { id: exhibit.id } } }))),
          }
        : {})}
      onDone={({ id }) => {
        if (!exhibit) void navigate(`${paths.exhibit(id)}?do=take`);
      }}
    >
      <Fields exhibit={exhibit} />
    </FormDrawer>
  );
}

function useFieldWords() {
  const { t } = useTranslation();
  return {
    name: t('exhibits.name'),
    kind: t('exhibits.kind'),
    taken_from: t('exhibits.taken_from'),
    place: t('exhibits.place'),
    case_no: t('exhibits.case_no'),
    programme: t('exhibits.programme'),
  };
}

function Fields({ exhibit }: { exhibit: Exhibit | undefined }) {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  const words = useFieldWords();
  const needed = (field: string) => [{ required: true, whitespace: true, message: t('ui.required', { field }) }];
  return (
    <>
      <Form.Item name="kind" label={words.kind} rules={[{ required: true }]}>
        <Select options={kinds.map((value) => ({ value, label: kindOf(value) }))} />
      </Form.Item>
      <Form.Item name="name" label={words.name} extra={t('exhibits.name_hint')} rules={needed(words.name)}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="taken_from" label={words.taken_from} rules={needed(words.taken_from)}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="place" label={words.place} rules={needed(words.place)}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="case_no" label={words.case_no}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="programme" label={words.programme}>
        <SearchSelect
          of="programmes"
          search={findProgrammes}
          present={
            exhibit?.programme
              ? { value: exhibit.programme, label: exhibit.programme_title ?? exhibit.programme }
              : null
          }
        />
      </Form.Item>
    </>
  );
}

const valuesOf = ({ name, kind, taken_from, place, case_no, programme, version }: Exhibit) => ({
  ...{ name, kind, taken_from, place, case_no, programme, version },
});
