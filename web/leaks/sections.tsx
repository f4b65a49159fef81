import type { ReactNode } from 'react';
import { evidenceKeys, type LeakBody } from '#domain/leaks/body.ts';
import { useLanguage } from '../i18n/labels.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { LossView } from './LossView.tsx';
import { type Guide, type Leak, useSay } from './leaks.ts';
import type { LeakText } from './texts.ts';

/** What every section is shown from. */
export type Shown = { readonly body: LeakBody; readonly leak: Leak; readonly guide: Guide };

export const sectionKeys = ['what', 'suspects', 'similarity', 'evidence', 'loss', 'routes', 'timeline'] as const;
export type SectionKey = (typeof sectionKeys)[number] | 'rehearsal';

/** A section of the record to read; editing is in SectionForm. */
export function SectionView({ section, ...shown }: Shown & { section: SectionKey }): ReactNode {
  const views: Readonly<Record<SectionKey, (props: Shown) => ReactNode>> = {
    what: What,
    suspects: Suspects,
    similarity: Similarity,
    evidence: Evidence,
    loss: LossView,
    routes: Routes,
    timeline: Timeline,
    rehearsal: RehearsalView,
  };
  const View = views[section];
  return <View {...shown} />;
}

/** Fields that are filled, under their labels; one sentence where none is. */
function Texts({ body, names }: { body: LeakBody; names: readonly (keyof LeakBody & LeakText)[] }) {
  const say = useSay();
  const filled = names.filter((name) => body[name]);
  return (
    <dl className="facts">
      {filled.flatMap((name) => [<dt key={`${name}.`}>{say(name)}</dt>, <dd key={name}>{String(body[name])}</dd>])}
    </dl>
  );
}

function Unfilled() {
  const say = useSay();
  return <p className="muted">{say('none')}</p>;
}

function What({ body }: Shown) {
  const names = ['happened', 'found_how', 'spread'] as const;
  return names.some((name) => body[name]) ? <Texts body={body} names={names} /> : <Unfilled />;
}

function Suspects({ body }: Shown) {
  const say = useSay();
  const { suspects, access } = body;
  if (suspects.length === 0 && access.length === 0 && !body.access_note) return <Unfilled />;
  return (
    <>
      <ul className="plain-list leak-lines">
        {suspects.map(({ name, link, note }) => (
          <li key={`${name}${note}`}>
            <strong>{name}</strong> <Tag>{say(`link_${link}`)}</Tag>
            {note && <div className="leak-text">{note}</div>}
          </li>
        ))}
      </ul>
      {access.length > 0 && <h3>{say('access')}</h3>}
      <ul className="leak-lines">
        {access.map((factor) => (
          <li key={factor}>{say(`access_${factor}`)}</li>
        ))}
      </ul>
      <Texts body={body} names={['access_note']} />
    </>
  );
}

function Similarity({ body }: Shown) {
  const say = useSay();
  if (body.similarity.length === 0 && !body.compared) return <Unfilled />;
  return (
    <>
      <ul className="leak-lines">
        {body.similarity.map((factor) => (
          <li key={factor}>{say(`similarity_${factor}`)}</li>
        ))}
      </ul>
      <Texts body={body} names={['compared']} />
    </>
  );
}

function Evidence({ body }: Shown) {
  const say = useSay();
  return (
    <>
      {([1, 2] as const).map((step) => (
        <div key={step}>
          <h3>{say(`evidence_step_${step}`)}</h3>
          <p className="muted">
            {say('evidence_of', {
              done: evidenceKeys[step].filter((key) => body.evidence.includes(key)).length,
              total: evidenceKeys[step].length,
            })}
          </p>
          <ul className="plain-list leak-lines">
            {evidenceKeys[step].map((key) => (
              <li key={key}>
                <span aria-hidden="true">{body.evidence.includes(key) ? '☑' : '☐'}</span> {say(`evidence_${key}`)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Texts body={body} names={['evidence_note']} />
    </>
  );
}

function Routes({ body, guide }: Shown) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      {guide.routes.map((route) => (
        <details key={route.key} className="leak-route" open={body.routes.includes(route.key)}>
          <summary>
            <strong>{route[language]}</strong>{' '}
            {body.routes.includes(route.key) && <Tag tone="busy">{say('routes')}</Tag>}
          </summary>
          <p>{route.fits[language]}</p>
          <p className="muted">{say('route_asks')}</p>
          <ul className="leak-lines">
            {route.asks.map((ask) => (
              <li key={ask.zh}>{ask[language]}</li>
            ))}
          </ul>
        </details>
      ))}
      <Texts body={body} names={['pending', 'route_note']} />
    </>
  );
}

/** What was written down and what the acts left, in one order of time. */
function Timeline({ body, leak, guide }: Shown) {
  const say = useSay();
  const language = useLanguage();
  const steps = guide.steps.flatMap((step) => {
    const mark = leak.steps[step.key];
    return mark ? [{ at: mark.at, what: step[language] }] : [];
  });
  const states = [
    { at: leak.found_at, what: say('timeline_found') },
    ...(leak.contained_at ? [{ at: leak.contained_at, what: say('contained_at') }] : []),
    ...(leak.closed_at ? [{ at: leak.closed_at, what: say('closed_at') }] : []),
  ];
  const lines = [...body.timeline, ...steps, ...states].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return (
    <ol className="plain-list leak-lines">
      {lines.map(({ at, what }) => (
        <li key={`${at}${what}`}>
          <span className="muted">{Number.isNaN(Date.parse(at)) ? at : instantLabel(at, language)}</span> {what}
        </li>
      ))}
    </ol>
  );
}

function RehearsalView({ body: { rehearsal }, guide }: Shown) {
  const say = useSay();
  const language = useLanguage();
  const scenario = guide.scenarios.find(({ key }) => key === rehearsal.scenario);
  const timed = guide.steps.filter(({ key }) => rehearsal.minutes[key] !== undefined);
  return (
    <dl className="facts">
      {scenario && <dt>{say('scenario')}</dt>}
      {scenario && <dd>{scenario[language]}</dd>}
      {scenario && <dt>{say('scenario_asks')}</dt>}
      {scenario && <dd>{scenario.asks[language]}</dd>}
      {rehearsal.roles.flatMap(({ role, who }) => [
        <dt key={`${role}.`}>{role}</dt>,
        <dd key={role}>{who || say('none')}</dd>,
      ])}
      {timed.flatMap((step) => [
        <dt key={`${step.key}.`}>{step[language]}</dt>,
        <dd key={step.key}>{say('minutes', { count: rehearsal.minutes[step.key] ?? 0 })}</dd>,
      ])}
      {rehearsal.findings && <dt>{say('findings')}</dt>}
      {rehearsal.findings && <dd>{rehearsal.findings}</dd>}
      {rehearsal.improve && <dt>{say('improve')}</dt>}
      {rehearsal.improve && <dd>{rehearsal.improve}</dd>}
    </dl>
  );
}
