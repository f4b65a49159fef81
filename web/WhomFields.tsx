import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from './api.ts';
import { useTexts } from './i18n/texts.ts';
import { whomTexts } from './members/whom-texts.ts';
import { type Choice, SearchSelect } from './ui/SearchSelect.tsx';

const accesses = ['near', 'core', 'all'] as const;

export type WhomValues = {
  whom?: 'group' | 'people';
  access?: (typeof accesses)[number];
  department?: string | null;
  post?: string | null;
  members?: string[];
};

export const whomInitial = { whom: 'group', access: 'near', members: [] } satisfies WhomValues;

const groupOf = ({ access = 'near', department, post }: WhomValues) => ({
  access,
  ...(department ? { department } : {}),
  ...(post ? { post } : {}),
});

/** What the acts that ask many people take. */
export const whomOf = (values: WhomValues) =>
  values.whom === 'people' ? { members: values.members ?? [] } : { members: [], ...groupOf(values) };

type By = 'department' | 'post';

const loadGroups = (by: By, group: ReturnType<typeof groupOf>, q = '') =>
  read(api.GET('/api/members/groups', { params: { query: { by, ...group, ...(q ? { q } : {}) } } }));

/** Who is asked, for a form: a group with how many people it has, or people by name. */
export function WhomFields() {
  const t = useTexts(whomTexts);
  const whom = Form.useWatch('whom') as WhomValues['whom'];
  return (
    <>
      <Form.Item name="whom" label={t('whom')}>
        <Radio.Group
          options={[
            { value: 'group', label: t('whom_group') },
            { value: 'people', label: t('whom_people') },
          ]}
        />
      </Form.Item>
      {whom === 'people' ? <Named /> : <Group />}
    </>
  );
}

function Group() {
  const t = useTexts(whomTexts);
  const access = Form.useWatch('access') as WhomValues['access'];
  const department = Form.useWatch('department') as string | null | undefined;
  const post = Form.useWatch('post') as string | null | undefined;
  const group = groupOf({ access: access ?? 'near', department: department ?? null, post: post ?? null });
  const count = useQuery({
    queryKey: ['members', 'groups', 'count', group],
    queryFn: () => loadGroups('department', group),
    placeholderData: keepPreviousData,
  });
  const search = (by: By) => async (q: string) => {
    const { [by]: _own, ...rest } = group;
    const { total, rows } = await loadGroups(by, rest as typeof group, q);
    const choices = rows.map(
      ({ name, people }): Choice => ({ value: name, label: name, note: t('group_people', { count: people }) }),
    );
    return { total, choices };
  };
  const people = count.data?.people;
  return (
    <>
      <Form.Item name="access" label={t('whom_access')}>
        <Select options={accesses.map((value) => ({ value, label: t(`access_${value}`) }))} />
      </Form.Item>
      <Form.Item name="department" label={t('department')}>
        <SearchSelect of="members" within={`department ${JSON.stringify(group)}`} search={search('department')} />
      </Form.Item>
      <Form.Item name="post" label={t('post')}>
        <SearchSelect of="members" within={`post ${JSON.stringify(group)}`} search={search('post')} />
      </Form.Item>
      <p role="status">
        {people === undefined ? '' : people === 0 ? t('whom_none') : t('whom_count', { count: people })}
      </p>
    </>
  );
}

function Named() {
  const { t: common } = useTranslation();
  const t = useTexts(whomTexts);
  return (
    <Form.Item
      name="members"
      label={t('people')}
      extra={t('people_most')}
      rules={[{ required: true, type: 'array', min: 1, message: common('ui.required', { field: t('people') }) }]}
    >
      <PeopleSelect />
    </Form.Item>
  );
}

type SelectProps = { id?: string; value?: string[]; onChange?: (people: string[]) => void };

/** Some of thousands of people, found by typing; says when more fit than are shown. */
function PeopleSelect({ id, value = [], onChange }: SelectProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<readonly { value: string; label: string }[]>([]);
  const found = useQuery({
    queryKey: ['members', 'choice', 'at work', q],
    queryFn: () =>
      read(api.GET('/api/members', { params: { query: { state: 'active', ...(q.trim() ? { q: q.trim() } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.rows ?? [];
  const options = rows.map(({ id: member, name, department }) => ({
    value: member,
    label: [name, department].filter(Boolean).join(' · '),
  }));
  const all = [...chosen.filter((one) => !options.some((other) => other.value === one.value)), ...options];
  const more = (found.data?.total ?? 0) - rows.length;
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      maxCount={200}
      value={value}
      options={all}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      onChange={(people: string[]) => {
        setChosen(all.filter((one) => people.includes(one.value)));
        onChange?.(people);
      }}
      popupRender={(menu) => (
        <>
          {menu}
          {more > 0 && <div className="choice-more">{t('ui.choice_more', { count: more })}</div>}
        </>
      )}
    />
  );
}
