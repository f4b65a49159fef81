import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { meetingStates } from '#domain/meetings/states.ts';
import { api } from '../api.ts';
import { EvidenceMarkOf } from '../EvidenceMark.tsx';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { useAct } from '../ui/useAct.ts';
import { MeetingForm } from './MeetingForm.tsx';
import { MinutesForm } from './MinutesForm.tsx';
import { type Meeting, meetingQuery, stale, useKindWords } from './meetings.ts';
import './meetings.css';

/** One meeting: agenda, who came, minutes, resolutions and how far their tasks are. Prints as the minutes. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const meeting = useQuery(meetingQuery(id));
  if (meeting.error)
    return <Failed page={labels.noun('meetings')} error={meeting.error} retry={() => void meeting.refetch()} />;
  if (!meeting.data) return <Loading />;
  return <Shown meeting={meeting.data} />;
}

type Open = 'edit' | 'record' | 'finalise' | 'cancel' | null;

function Shown({ meeting }: { meeting: Meeting }) {
  const labels = useLabels();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { programme, programme_title } = meeting;
  return (
    <>
      <PageHead
        title={meeting.title}
        tags={<StateTag state={meeting.state} />}
        parents={[
          { title: programme_title, path: paths.programme(programme) },
          { title: labels.noun('meetings'), path: paths.meetings(programme) },
        ]}
        secondary={<Acts meeting={meeting} open={setOpen} />}
      />
      <div className="stack">
        <Facts meeting={meeting} />
        <Attendance meeting={meeting} />
        <Minutes meeting={meeting} />
        <Resolutions meeting={meeting} />
      </div>
      {open === 'edit' && <MeetingForm programme={programme} meeting={meeting} onClose={close} />}
      {open === 'record' && <MinutesForm meeting={meeting} onClose={close} />}
      {open === 'finalise' && <FinaliseForm meeting={meeting} onClose={close} />}
      {open === 'cancel' && <CancelForm meeting={meeting} onClose={close} />}
    </>
  );
}

function Acts({ meeting, open }: { meeting: Meeting; open: (what: Open) => void }) {
  const { t } = useTranslation();
  const { state, may_change, programme_state } = meeting;
  const machine = { table: meetingStates, state };
  const reason = programme_state === 'running' ? null : t('programmes.is_closed');
  const settled = state === 'final' || state === 'cancelled';
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('meetings.print')}
      </Button>
      {may_change && !settled && (
        <>
          <ActButton act="meeting.cancel" danger {...{ machine, reason }} onClick={() => open('cancel')} />
          <ActButton act="meeting.edit" {...{ machine, reason }} onClick={() => open('edit')} />
          <ActButton
            act="meeting.record"
            type={state === 'planned' ? 'primary' : 'default'}
            {...{ machine, reason }}
            onClick={() => open('record')}
          />
          <ActButton
            act="meeting.finalise"
            type={state === 'recorded' ? 'primary' : 'default'}
            {...{ machine, reason }}
            onClick={() => open('finalise')}
          />
        </>
      )}
    </>
  );
}

function Facts({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const kindOf = useKindWords();
  const { kind, held_on, place, agenda, finalised_at, deposit } = meeting;
  return (
    <section className="card" aria-label={t('meetings.about')}>
      <dl className="facts">
        <dt>{t('meetings.kind')}</dt>
        <dd>{kindOf(kind)}</dd>
        <dt>{t('meetings.held_on')}</dt>
        <dd>
          <DayText day={held_on} />
        </dd>
        <dt>{t('meetings.place')}</dt>
        <dd>{place ?? <span className="muted">{t('ui.empty_value')}</span>}</dd>
        <dt>{t('meetings.agenda')}</dt>
        <dd>
          {agenda.length === 0 && <span className="muted">{t('ui.empty_value')}</span>}
          <ol className="meeting-agenda">
            {agenda.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </dd>
        {finalised_at && (
          <>
            <dt>{t('meetings.finalised_at')}</dt>
            <dd>
              <InstantText at={finalised_at} /> {deposit && <EvidenceMarkOf id={deposit} />}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Attendance({ meeting: { invited, state } }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const recorded = state !== 'planned';
  return (
    <section className="card" aria-labelledby="meeting-units">
      <h2 id="meeting-units">{t('meetings.units_count', { count: invited.length })}</h2>
      {invited.length === 0 && <p className="muted">{t('meetings.units_none')}</p>}
      <ul className="plain-list meeting-units">
        {invited.map(({ id, unit, post, attended }) => (
          <li key={id}>
            {unit} {post && <span className="muted">{post}</span>}{' '}
            {recorded && attended !== null && (
              <Tag tone={attended ? 'good' : 'plain'}>{t(attended ? 'meetings.came' : 'meetings.absent')}</Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Minutes({ meeting: { minutes, files } }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const show = (id: string) =>
    download(`/api/files/${id}/content`).catch((error: unknown) => message.error(sentenceOf(error, t)));
  return (
    <section className="card" aria-labelledby="meeting-minutes">
      <h2 id="meeting-minutes">{t('meetings.minutes')}</h2>
      {!minutes && files.length === 0 && <p className="muted">{t('meetings.minutes_none')}</p>}
      {minutes && <p className="meeting-minutes">{minutes}</p>}
      <ul className="plain-list">
        {files.map(({ id, name, sha256 }) => (
          <li key={id}>
            <button type="button" className="link-button" onClick={() => void show(id)}>
              {name}
            </button>{' '}
            <small className="muted meeting-digest">SHA-256 {sha256}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Resolutions({ meeting: { resolved, state } }: { meeting: Meeting }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="meeting-resolutions">
      <h2 id="meeting-resolutions">{t('meetings.resolutions')}</h2>
      {resolved.length === 0 && <p className="muted">{t('meetings.resolutions_none')}</p>}
      <ol className="meeting-resolutions">
        {resolved.map(({ id, text, unit, organisation_name, due_on, measure_title, task, task_state }) => (
          <li key={id}>
            <p>{text}</p>
            <div className="row muted">
              {(unit ?? organisation_name) && <span>{t('meetings.led_by', { unit: unit ?? organisation_name })}</span>}
              {due_on && <DayText day={due_on} due settled={task_state === 'confirmed'} />}
              {measure_title && <span>{measure_title}</span>}
              {task && task_state && (
                <>
                  <StateTag state={task_state} />
                  <Link className="no-print" to={paths.task(task)}>
                    {t('meetings.to_task')}
                  </Link>
                </>
              )}
              {!task && state === 'final' && <Tag>{t('meetings.noted')}</Tag>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Form = { meeting: Meeting; onClose: () => void };

function FinaliseForm({ meeting, onClose }: Form) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { id, version, resolved } = meeting;
  const tasks = resolved.filter(({ unit, organisation }) => unit !== null || organisation !== null).length;
  const act = useAct(
    (_: object, once) =>
      api.POST('/api/meetings/{id}/finalise', { params: { path: { id } }, body: { version }, ...once }),
    { silent: true, refresh: stale, done: ({ tasks: made }) => t('meetings.finalised', { count: made.length }) },
  );
  return (
    <FormModal<object, unknown>
      open
      onClose={onClose}
      title={t('meetings.finalise_title')}
      submitLabel={labels.verb('finalise')}
      act={act}
    >
      <Alert type="warning" showIcon title={t('meetings.finalise_why', { count: tasks })} />
    </FormModal>
  );
}

function CancelForm({ meeting: { id, version, title }, onClose }: Form) {
  const { t } = useTranslation();
  const act = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/meetings/{id}/cancel', { params: { path: { id } }, body: { version, reason }, ...once }),
    { silent: true, refresh: stale },
  );
  return <ReasonModal open danger onClose={onClose} title={t('meetings.cancel_title', { title })} act={act} />;
}
