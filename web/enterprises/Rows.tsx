import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Act } from '#domain/permissions.ts';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { pathOf } from '../paths.ts';
import { useMay } from '../session.ts';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { type Enterprise, gradeTones } from './enterprises.ts';
import { texts } from './texts.ts';

type Of = { firm: Enterprise };
const shown = 5;

type RowsProps<R> = {
  title: string;
  act: Act;
  queryKey: readonly unknown[];
  load: () => Promise<{ total: number; rows: readonly R[] }>;
  row: (row: R) => ReactNode;
  rowKey: (row: R) => string;
};

/** The newest rows of another noun about this firm, with how many there are; nothing for who may not read them. */
function RowsCard<R>({ title, act, queryKey, load, row, rowKey }: RowsProps<R>) {
  const { t } = useTranslation();
  const tx = useTexts(texts);
  const may = useMay()(act);
  const found = useQuery({ queryKey: [...queryKey], queryFn: load, enabled: may });
  if (!may) return null;
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} {found.data && <span className="muted">{t('ui.total', { count: found.data.total })}</span>}
      </h2>
      {found.error && <Failed error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading />}
      {found.data?.total === 0 && <p className="muted">{tx('not_yet')}</p>}
      <ul className="plain-list firm-rows">
        {found.data?.rows.map((one) => (
          <li key={rowKey(one)} className="row">
            {row(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link to the row's page where it has one. */
function To({ noun, id, children }: { noun: string; id: string; children: ReactNode }) {
  const path = pathOf(noun, id);
  return path ? <Link to={path}>{children}</Link> : <span>{children}</span>;
}

export function VisitRows({ firm }: Of) {
  const tx = useTexts(texts);
  const labels = useLabels();
  return (
    <RowsCard
      title={tx('visits')}
      act="visit.list"
      queryKey={['visits', 'of', firm.id]}
      load={() =>
        read(api.GET('/api/visits', { params: { query: { enterprise: firm.id, size: shown, sort: '-visited_on' } } }))
      }
      rowKey={({ id }) => id}
      row={({ id, visited_on, organisation_name, person_name, state }) => (
        <>
          <To noun="visit" id={id}>
            <DayText day={visited_on} />
          </To>
          <span>{[organisation_name, person_name].filter(Boolean).join(' · ')}</span>
          {state === 'discarded' && <Tag>{labels.state(state)}</Tag>}
        </>
      )}
    />
  );
}

export function AssessmentRows({ firm }: Of) {
  const tx = useTexts(texts);
  return (
    <RowsCard
      title={tx('assessments')}
      act="assessment.list"
      queryKey={['assessments', 'of', firm.id]}
      load={() =>
        read(
          api.GET('/api/assessments', { params: { query: { enterprise: firm.id, size: shown, sort: '-started_at' } } }),
        )
      }
      rowKey={({ id }) => id}
      row={({ id, form_title, state, grade, score, finished_on }) => (
        <>
          <To noun="assessment" id={id}>
            {finished_on && <DayText day={finished_on} />} {form_title}
          </To>
          <StateTag state={state} />
          {grade && (
            <Tag tone={gradeTones[grade] ?? 'plain'}>
              {[grade, score === null ? null : tx('points', { score })].filter((part) => part !== null).join(' · ')}
            </Tag>
          )}
        </>
      )}
    />
  );
}

export function RemedyRows({ firm }: Of) {
  const tx = useTexts(texts);
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <RowsCard
      title={tx('remedies')}
      act="remedy.list"
      queryKey={['remedies', 'of', firm.id]}
      load={() =>
        read(api.GET('/api/remedies', { params: { query: { enterprise: firm.id, size: shown, state: 'open' } } }))
      }
      rowKey={({ id }) => id}
      row={({ id, question, due_on, late }) => (
        <>
          <To noun="remedy" id={id}>
            {question[language]}
          </To>
          {due_on && <DayText day={due_on} due={late} />}
        </>
      )}
    />
  );
}

export function EventRows({ firm }: Of) {
  const tx = useTexts(texts);
  const labels = useLabels();
  return (
    <RowsCard
      title={tx('events')}
      act="event.list"
      queryKey={['events', 'of', firm.id]}
      load={() =>
        read(api.GET('/api/events', { params: { query: { noun: 'enterprise', row: firm.id, size: shown } } }))
      }
      rowKey={({ id }) => id}
      row={({ act, at, person_name, organisation_name }) => (
        <>
          <strong>{labels.act(act)}</strong>
          <span className="muted">
            <InstantText at={at} /> {[organisation_name, person_name].filter(Boolean).join(' · ')}
          </span>
        </>
      )}
    />
  );
}
