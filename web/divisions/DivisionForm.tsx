import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DivisionKind } from '#domain/glossary.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { DayInput } from '../ui/DayInput.tsx';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Division, findParents, isKind, kindKeys, readDivision } from './divisions.ts';

type Values = {
  code: string;
  name: string;
  kind: DivisionKind;
  parent_code: string;
  valid_from: string | null;
  valid_to: string | null;
  version?: number;
};

type Props = { open: boolean; onClose: () => void; parent: string | null; division?: Division };

/** Adds a division below the level in sight, or renames, dates and moves the one given. */
export function DivisionForm({ open, onClose, parent, division }: Props) {
  const { t } = useTranslation();
  const save = useAct(
    ({ code, version, name, kind, parent_code, valid_from = null, valid_to = null }: Values, once) => {
      const body = { name: name.trim(), kind, parent_code, valid_from, valid_to };
      if (!division) return api.POST('/api/divisions', { body: { ...body, code: code.trim().toUpperCase() }, ...once });
      const edit = { ...body, version: version ?? division.version };
      return api
        .POST('/api/divisions/{code}/edit', { params: { path: { code: division.code } }, body: edit, ...once })
        .then((answer) => (answer.data ? { ...answer, data: { code: division.code } } : answer));
    },
    {
      done: t(division ? 'divisions.edited' : 'divisions.added'),
      refresh: ['divisions', 'organisations'],
      silent: true,
    },
  );
  const initial = useMemo(
    () =>
      division
        ? valuesOf(division)
        : parent
          ? { parent_code: parent, kind: 'development_zone' as const }
          : { kind: 'development_zone' as const },
    [division, parent],
  );
  return (
    <FormDrawer<Values, { code: string }>
      open={open}
      onClose={onClose}
      title={division ? t('divisions.edit_title', { name: division.name }) : t('divisions.add')}
      intro={t(division ? 'divisions.edit_why' : 'divisions.add_why')}
      initial={initial}
      {...(division ? { reload: async () => valuesOf(await readDivision(division.code)) } : {})}
      fieldLabels={useFieldLabels()}
      act={save}
    >
      <Fields parent={division?.parent_code ?? parent} edits={division !== undefined} />
    </FormDrawer>
  );
}

function useFieldLabels() {
  const { t } = useTranslation();
  return {
    code: t('divisions.code'),
    name: t('divisions.name'),
    kind: t('divisions.kind'),
    parent_code: t('divisions.parent'),
    valid_from: t('divisions.valid_from'),
    valid_to: t('divisions.valid_to'),
  };
}

function Fields({ parent, edits }: { parent: string | null; edits: boolean }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const fields = useFieldLabels();
  const present = useQuery({
    queryKey: ['divisions', parent],
    queryFn: () => readDivision(parent ?? ''),
    enabled: parent !== null,
  });
  const needed = (field: string) => ({ required: true, message: t('ui.required', { field }) });
  return (
    <>
      {!edits && (
        <Form.Item
          name="code"
          label={fields.code}
          extra={t('divisions.code_hint')}
          rules={[needed(fields.code), { pattern: /^[0-9A-Za-z]{2,12}$/, message: t('divisions.code_hint') }]}
        >
          <Input maxLength={12} autoFocus spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="name" label={fields.name} rules={[{ ...needed(fields.name), whitespace: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="kind" label={fields.kind} rules={[needed(fields.kind)]}>
        <Select options={kindKeys.map((kind) => ({ value: kind, label: labels.divisionKind(kind) }))} />
      </Form.Item>
      <Form.Item
        name="parent_code"
        label={fields.parent_code}
        rules={[needed(fields.parent_code)]}
        {...(edits ? { extra: t('divisions.move_hint') } : {})}
      >
        <SearchSelect
          of="divisions"
          within="parents"
          search={findParents}
          present={parent ? { value: parent, label: present.data?.name ?? parent } : null}
        />
      </Form.Item>
      <Form.Item name="valid_from" label={fields.valid_from}>
        <DayInput />
      </Form.Item>
      <Form.Item name="valid_to" label={fields.valid_to} extra={t('divisions.valid_to_hint')}>
        <DayInput />
      </Form.Item>
    </>
  );
}

const valuesOf = ({
  code,
  name,
  kind,
  parent_code,
  valid_from,
  valid_to,
  version,
}: Division): Values & { version: number } => ({
  ...{ code, name, parent_code: parent_code ?? '', valid_from, valid_to, version },
  kind: isKind(kind) ? kind : 'county',
});
