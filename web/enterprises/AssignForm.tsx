import { Form, Input, Switch } from 'antd';
import { useMemo } from 'react';
import { api } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { type Choice, SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Enterprise, findOfficers, findOffices } from './enterprises.ts';
import { texts } from './texts.ts';

type Values = {
  liaison_org: string | null;
  liaison_person: string | null;
  station_org: string | null;
  station_person: string | null;
  contact_point: boolean;
  version?: number;
};

type Side = 'liaison' | 'station';

/** Names the offices and officers that keep in touch with a firm. */
export function AssignForm({ firm, open, onClose }: { firm: Enterprise; open: boolean; onClose: () => void }) {
  const tx = useTexts(texts);
  const assign = useAct(
    ({ version, ...values }: Values, once) => {
      const body = {
        liaison_org: values.liaison_org ?? null,
        liaison_person: values.liaison_person ?? null,
        station_org: values.station_org ?? null,
        station_person: values.station_person ?? null,
        contact_point: values.contact_point ?? false,
        version: version ?? firm.version,
      };
      return api.POST('/api/enterprises/{id}/assign', { params: { path: { id: firm.id } }, body, ...once });
    },
    { done: tx('assigned'), refresh: ['enterprises'], silent: true },
  );
  const initial = useMemo(
    () => ({
      ...{ liaison_org: firm.liaison.org_id, liaison_person: firm.liaison.person_id },
      ...{ station_org: firm.station.org_id, station_person: firm.station.person_id },
      ...{ contact_point: firm.contact_point, version: firm.version },
    }),
    [firm],
  );
  return (
    <FormDrawer<Values, { version: number }>
      open={open}
      onClose={onClose}
      title={tx('assign_title', { name: firm.name })}
      intro={tx('assign_intro')}
      initial={initial}
      act={assign}
    >
      <SideFields side="liaison" present={firm.liaison} />
      <SideFields side="station" present={firm.station} />
      <Form.Item name="contact_point" label={tx('contact_point')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}

function SideFields({ side, present }: { side: Side; present: Enterprise['liaison'] }) {
  const tx = useTexts(texts);
  const form = Form.useFormInstance<Values>();
  const office = Form.useWatch(`${side}_org`, form) ?? null;
  const search = useMemo(() => findOffices(side === 'station' ? 'station' : undefined), [side]);
  const officers = useMemo(() => (office ? findOfficers(office) : null), [office]);
  const choice = (value: string | null, label: string | null): Choice | null =>
    value && label ? { value, label } : null;
  return (
    <>
      <Form.Item name={`${side}_org`} label={tx(`${side}_org`)}>
        <SearchSelect
          of="organisations"
          within={side}
          search={search}
          present={choice(present.org_id, present.org_name)}
          onChange={() => form.setFieldValue(`${side}_person`, null)}
        />
      </Form.Item>
      {officers && office ? (
        <Form.Item name={`${side}_person`} label={tx(`${side}_person`)}>
          <SearchSelect
            of="people"
            within={office}
            search={officers}
            present={office === present.org_id ? choice(present.person_id, present.person_name) : null}
          />
        </Form.Item>
      ) : (
        <Form.Item label={tx(`${side}_person`)}>
          <Input disabled placeholder={tx('person_first')} />
        </Form.Item>
      )}
    </>
  );
}
