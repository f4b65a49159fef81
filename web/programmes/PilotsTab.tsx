import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayInput } from '../ui/DayInput.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Loading } from '../ui/Loading.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import type { Programme } from './load.ts';
import { OrganisationPicker } from './OrganisationPicker.tsx';

const loadPilots = (programme: string) => read(api.GET('/api/pilots', { params: { query: { programme, size: 200 } } }));

type Pilot = Awaited<ReturnType<typeof loadPilots>>['rows'][number];

/** Pilots inside the programme, each with a guiding contact by unit and post. */
export function PilotsTab({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [form, setForm] = useState<Pilot | 'new' | null>(null);
  const pilots = useQuery({ queryKey: ['pilots', programme.id], queryFn: () => loadPilots(programme.id) });
  if (pilots.error) return <Failed error={pilots.error} retry={() => void pilots.refetch()} />;
  if (!pilots.data) return <Loading />;
  const closed = programme.state === 'running' ? null : t('programmes.is_closed');
  const add = programme.may_change ? (
    <ActButton act="pilot.add" reason={closed} onClick={() => setForm('new')}>
      {t('programmes.pilot_add')}
    </ActButton>
  ) : null;
  return (
    <div className="stack">
      {pilots.data.total === 0 ? (
        <div className="card">
          <Empty title={t('programmes.pilots_none')} text={t('programmes.pilots_none_why')} action={add} />
        </div>
      ) : (
        <>
          <div className="row">
            <span className="muted">{t('ui.total', { count: pilots.data.total })}</span>
            {add}
          </div>
          <div className="pilot-list">
            {pilots.data.rows.map((pilot) => (
              <section key={pilot.id} className="card" aria-label={pilot.title}>
                <div className="row">
                  <h2>{pilot.title}</h2>
                  <StateTag state={pilot.state} />
                </div>
                <dl className="facts">
                  <dt>{t('programmes.pilot_place')}</dt>
                  <dd>
                    {pilot.place ?? pilot.organisation_name ?? (
                      <span className="muted">{t('programmes.not_said')}</span>
                    )}
                  </dd>
                  <dt>{t('programmes.guiding_contact')}</dt>
                  <dd>
                    {[pilot.guiding_organisation_name, pilot.guiding_contact].filter(Boolean).join(' ') ||
                      t('programmes.not_said')}
                  </dd>
                  <dt>{t('programmes.period')}</dt>
                  <dd>
                    <DayText day={pilot.from_on} /> – <DayText day={pilot.to_on} />
                  </dd>
                </dl>
                {programme.may_change && (
                  <ActButton size="small" act="pilot.edit" reason={closed} onClick={() => setForm(pilot)}>
                    {labels.verb('edit')}
                  </ActButton>
                )}
              </section>
            ))}
          </div>
        </>
      )}
      {form !== null && (
        <PilotForm programme={programme} pilot={form === 'new' ? null : form} onClose={() => setForm(null)} />
      )}
    </div>
  );
}

type Values = Pick<
  Pilot,
  | 'title'
  | 'place'
  | 'organisation'
  | 'guiding_contact'
  | 'guiding_organisation'
  | 'from_on'
  | 'to_on'
  | 'state'
  | 'version'
>;

const valuesOf = (pilot: Pilot): Values => {
  const { title, place, organisation, guiding_contact, guiding_organisation, from_on, to_on, state, version } = pilot;
  return { title, place, organisation, guiding_contact, guiding_organisation, from_on, to_on, state, version };
};

function PilotForm({ programme, pilot, onClose }: { programme: Programme; pilot: Pilot | null; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const act = useAct(
    (
      { title, place, organisation, guiding_contact, guiding_organisation, from_on, to_on, state, version }: Values,
      once,
    ) => {
      const body = {
        ...{
          title,
          place: place || null,
          organisation: organisation ?? null,
          guiding_contact: guiding_contact || null,
        },
        ...{ guiding_organisation: guiding_organisation ?? null, from_on: from_on ?? null, to_on: to_on ?? null },
      };
      return pilot
        ? api.POST('/api/pilots/{id}/edit', {
            params: { path: { id: pilot.id } },
            body: { ...body, state, version },
            ...once,
          })
        : api.POST('/api/pilots', { body: { ...body, programme: programme.id }, ...once });
    },
    { silent: true, refresh: ['pilots', 'programmes', 'targets'] },
  );
  const known = pilot
    ? [
        { id: pilot.organisation ?? '', name: pilot.organisation_name ?? '' },
        { id: pilot.guiding_organisation ?? '', name: pilot.guiding_organisation_name ?? '' },
      ].filter(({ id }) => id !== '')
    : [];
  const reload = async (): Promise<Values> => {
    const newest = (await loadPilots(programme.id)).rows.find(({ id }) => id === pilot?.id);
    return valuesOf(newest ?? (pilot as Pilot)); // only asked for while a pilot is being edited
  };
  return (
    <FormModal<Values, { id: string; version: number }>
      open
      onClose={onClose}
      title={pilot ? `${labels.verb('edit')} · ${labels.noun('pilots')}` : t('programmes.pilot_add')}
      {...(pilot ? { initial: valuesOf(pilot), reload } : {})}
      act={act}
    >
      <Form.Item
        name="title"
        label={t('programmes.pilot_title')}
        rules={[
          { required: true, whitespace: true, message: t('ui.required', { field: t('programmes.pilot_title') }) },
        ]}
      >
        <Input maxLength={300} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="place" label={t('programmes.pilot_place')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="organisation" label={t('programmes.pilot_organisation')}>
          <OrganisationPicker known={known} />
        </Form.Item>
        <Form.Item name="guiding_organisation" label={t('programmes.guiding_organisation')}>
          <OrganisationPicker known={known} />
        </Form.Item>
        <Form.Item name="guiding_contact" label={t('programmes.guiding_contact')} extra={t('programmes.guiding_hint')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="from_on" label={t('programmes.from_on')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="to_on" label={t('programmes.to_on')}>
          <DayInput />
        </Form.Item>
      </div>
      {pilot && (
        <Form.Item name="state" label={t('programmes.state')}>
          <Select options={(['running', 'closed'] as const).map((value) => ({ value, label: labels.state(value) }))} />
        </Form.Item>
      )}
    </FormModal>
  );
}
