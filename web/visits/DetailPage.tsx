import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { visitStates } from '#domain/visits/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { pathOf, paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { FindingList } from './FindingList.tsx';
import { visitTexts } from './texts.ts';
import { stale, useVisitWords, type Visit, visitQuery } from './visits.ts';
import './visits.css';

/** One visit: what was spoken about, what was found, what became of it. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const visit = useQuery(visitQuery(id));
  if (visit.error)
    return <Failed page={labels.noun('visits')} error={visit.error} retry={() => void visit.refetch()} />;
  return visit.data ? <Shown visit={visit.data} /> : <Loading />;
}

function Shown({ visit }: { visit: Visit }) {
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const words = useVisitWords();
  const { kind, enterprise_name, state, reason, warnings } = visit;
  return (
    <>
      <PageHead
        title={say('title', { kind: words.kind(kind), firm: enterprise_name })}
        {...(state === 'discarded' ? { tags: <Tag tone="bad">{labels.state(state)}</Tag> } : {})}
        parents={[{ title: labels.noun('visits'), path: paths.visits }]}
        {...(visit.is_firm ? {} : { primary: <Acts visit={visit} /> })}
      />
      <div className="stack">
        {state === 'discarded' && <Alert type="error" showIcon title={say('discarded', { reason: reason ?? '' })} />}
        {warnings.map((warning) => (
          <Alert
            key={warning}
            type={warning === 'clock_ahead' ? 'warning' : 'info'}
            showIcon
            title={warning === 'clock_ahead' ? say('clock_ahead') : say('sent_later')}
          />
        ))}
        <section className="card" aria-labelledby="visit-findings">
          <h2 id="visit-findings">{say('findings')}</h2>
          {visit.items.length === 0 ? <p className="muted">{say('findings_none')}</p> : <FindingList visit={visit} />}
        </section>
        <Facts visit={visit} />
      </div>
    </>
  );
}

function Acts({ visit }: { visit: Visit }) {
  const say = useTexts(visitTexts);
  const may = useMay();
  const navigate = useNavigate();
  const [discarding, setDiscarding] = useState(false);
  const { id, version, state, may_change, enterprise } = visit;
  const discard = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/visits/{id}/discard', { params: { path: { id } }, body: { version, reason }, ...once }),
    { refresh: stale, silent: true },
  );
  const machine = { table: visitStates, state };
  return (
    <>
      {may_change && may('visit.discard') && (
        <ActButton act="visit.discard" machine={machine} onClick={() => setDiscarding(true)} />
      )}
      {may_change && may('visit.edit') && (
        <ActButton act="visit.edit" machine={machine} onClick={() => void navigate(paths.editVisit(id))} />
      )}
      {may('visit.add') && (
        <Button type="primary" onClick={() => void navigate(`${paths.newVisit}?firm=${enterprise}`)}>
          {say('return_visit')}
        </Button>
      )}
      <ReasonModal
        open={discarding}
        onClose={() => setDiscarding(false)}
        title={say('discard_title')}
        intro={say('discard_intro')}
        danger
        act={discard}
      />
    </>
  );
}

function Facts({ visit }: { visit: Visit }) {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  const { enterprise, enterprise_name, visited_on, organisation_name, person_name, topics, present, note } = visit;
  const firm = pathOf('enterprise', enterprise);
  const text = (value: string | null) => <span className="visit-note">{value ?? say('no_note')}</span>;
  return (
    <section className="card" aria-labelledby="visit-facts">
      <h2 id="visit-facts">{say('facts')}</h2>
      <dl className="facts">
        <Fact name={say('firm')}>{firm ? <Link to={firm}>{enterprise_name}</Link> : enterprise_name}</Fact>
        <Fact name={say('visited_on')}>
          <DayText day={visited_on} />
        </Fact>
        <Fact name={say('organisation')}>{organisation_name}</Fact>
        {person_name && <Fact name={say('officer')}>{person_name}</Fact>}
        <Fact name={say('topics')}>{topics.map(words.topic).join(' · ') || say('no_note')}</Fact>
        <Fact name={say('present')}>{present.join(' · ') || say('no_note')}</Fact>
        <Fact name={say('note')}>{text(note)}</Fact>
        {visit.internal_note && <Fact name={say('internal_note')}>{text(visit.internal_note)}</Fact>}
        <Fact name={say('next_on')}>
          <DayText day={visit.next_on} due />
        </Fact>
        <Fact name={say('told')}>
          <InstantText at={visit.told_at} />
        </Fact>
        <Fact name={say('received')}>
          <InstantText at={visit.received_at} />
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
