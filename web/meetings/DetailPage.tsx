import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { meetingStates } from '#domain/meetings/states.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { Attendance, Facts, Minutes, Resolutions } from './MeetingCards.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import { MinutesForm } from './MinutesForm.tsx';
import { type Meeting, meetingQuery } from './meetings.ts';
import { CancelForm, FinaliseForm } from './SettleForms.tsx';
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
