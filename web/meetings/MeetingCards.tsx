import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EvidenceMarkOf } from '../EvidenceMark.tsx';
import { paths } from '../paths.ts';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { type Meeting, useKindWords } from './meetings.ts';

export function Facts({ meeting }: { meeting: Meeting }) {
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

export function Attendance({ meeting: { invited, state } }: { meeting: Meeting }) {
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

export function Minutes({ meeting: { minutes, files } }: { meeting: Meeting }) {
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

export function Resolutions({ meeting: { resolved, state } }: { meeting: Meeting }) {
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
