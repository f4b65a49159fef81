import { Link } from 'react-router';
import { findingStates } from '#domain/visits/states.ts';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText, dayLabel } from '../ui/DayText.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { visitTexts } from './texts.ts';
import { type Finding, stale, useVisitWords, type Visit } from './visits.ts';

const tones: Readonly<Record<Finding['state'], Tone>> = {
  open: 'warn',
  reported: 'busy',
  done: 'good',
  discarded: 'plain',
};
const heavy: Readonly<Record<Finding['severity'], Tone>> = { low: 'plain', medium: 'warn', high: 'bad' };

/** What was found and what became of it; the firm says that it is done, who looks again confirms. */
export function FindingList({ visit }: { visit: Visit }) {
  return (
    <ol className="plain-list visit-findings">
      {visit.items.map((finding) => (
        <li key={finding.id}>
          <One finding={finding} visit={visit} />
        </li>
      ))}
    </ol>
  );
}

function One({ finding, visit }: { finding: Finding; visit: Visit }) {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  const language = useLanguage();
  const { what, topic, severity, state, remedy, due_on, done_on, done_visit } = finding;
  return (
    <article aria-label={what}>
      <p className="finding-what">{what}</p>
      <p className="finding-tags">
        <Tag tone={tones[state]}>
          {{ open: say('open'), reported: say('reported'), done: say('done'), discarded: '' }[state]}
        </Tag>
        <Tag tone={heavy[severity]}>{words.severity(severity)}</Tag>
        <span className="muted">{words.topic(topic)}</span>
        {due_on && (
          <span>
            {say('finding_due')} <DayText day={due_on} due settled={state === 'done'} />
          </span>
        )}
        {done_on && <span className="muted">{say('done_on', { day: dayLabel(done_on, language) })}</span>}
        {done_visit && done_visit !== visit.id && <Link to={paths.visit(done_visit)}>{say('done_visit')}</Link>}
      </p>
      {remedy && (
        <p>
          <span className="muted">{say('finding_remedy')}</span> {remedy}
        </p>
      )}
      {visit.state === 'recorded' && <FindingActs finding={finding} firm={visit.is_firm} />}
    </article>
  );
}

function FindingActs({ finding, firm }: { finding: Finding; firm: boolean }) {
  const say = useTexts(visitTexts);
  const may = useMay();
  const { id, version, state, what } = finding;
  const options = (once: object) => ({ params: { path: { id } }, body: { version }, ...once });
  const report = useAct((_: object, once) => api.POST('/api/visits/findings/{id}/report', options(once)), {
    ...{ refresh: stale, done: say('reported_told') },
  });
  const confirm = useAct((_: object, once) => api.POST('/api/visits/findings/{id}/confirm', options(once)), {
    refresh: stale,
  });
  const reopen = useAct((_: object, once) => api.POST('/api/visits/findings/{id}/reopen', options(once)), {
    refresh: stale,
  });
  const machine = { table: findingStates, state };
  if (firm)
    return state === 'open' && may('visit.report') ? (
      <ActButton
        act="visit.report"
        machine={machine}
        loading={report.busy}
        onClick={() => void report.run({})}
        aria-label={`${say('report')} ${what}`}
      >
        {say('report')}
      </ActButton>
    ) : null;
  return (
    <div className="row">
      {state !== 'done' && may('visit.confirm') && (
        <ActButton
          act="visit.confirm"
          machine={machine}
          loading={confirm.busy}
          onClick={() => void confirm.run({})}
          aria-label={`${say('confirm')} ${what}`}
        >
          {say('confirm')}
        </ActButton>
      )}
      {state !== 'open' && may('visit.reopen') && (
        <ActButton
          act="visit.reopen"
          machine={machine}
          loading={reopen.busy}
          onClick={() => void reopen.run({})}
          aria-label={`${say('reopen')} ${what}`}
        >
          {say('reopen')}
        </ActButton>
      )}
    </div>
  );
}
