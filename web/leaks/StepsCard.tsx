import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { leakStates } from '#domain/leaks/states.ts';
import { stepsDue } from '#domain/leaks/steps.ts';
import { actsIn } from '#domain/states.ts';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useMay } from '../session.ts';
import { instantLabel } from '../ui/DayText.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { type Guide, type Leak, useSay } from './leaks.ts';
import { useSpan } from './parts.tsx';
import { useSealing } from './useSealing.ts';

type Props = { leak: Leak; guide: Guide; nameOf: (person: string) => string };
type Step = ReturnType<typeof stepsDue>[number];

/** The first steps with their clocks: what to do by when and why, who did it when; late ones say so (C22). */
export function StepsCard({ leak, guide, nameOf }: Props) {
  const say = useSay();
  const now = useNow();
  const work = useSealing();
  const steps = stepsDue(guide.steps, { foundAt: Date.parse(leak.found_at), now, done: leak.steps });
  const done = steps.filter((step) => step.done).length;
  const check = (step: Step) =>
    work.run(() =>
      read(
        api.POST('/api/leaks/{id}/check-off', {
          params: { path: { id: leak.id } },
          body: { version: leak.version, step: step.key, done: !step.done },
        }),
      ),
    );
  return (
    <section className="card" aria-label={say('steps')}>
      <h2>{say('steps')}</h2>
      <p className="muted">{say('steps_why')}</p>
      <Progress label={say('steps')} value={done} target={steps.length} />
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {work.conflict && <Alert type="warning" showIcon role="alert" title={say('conflict')} />}
      <ol className="plain-list leak-steps">
        {steps.map((step) => (
          <StepLine key={step.key} {...{ step, leak, now, nameOf }} busy={work.busy} onCheck={() => void check(step)} />
        ))}
      </ol>
    </section>
  );
}

type LineProps = {
  step: Step;
  leak: Leak;
  now: number;
  nameOf: (person: string) => string;
  busy: boolean;
  onCheck: () => void;
};

function StepLine({ step, leak, now, nameOf, busy, onCheck }: LineProps) {
  const say = useSay();
  const language = useLanguage();
  const may = useMay();
  const possible = may('leak.check-off') && actsIn(leakStates, leak.state).includes('step');
  const label = `${say(step.done ? 'step_undo' : 'step_done')}：${step[language]}`;
  return (
    <li className={step.done ? 'leak-step leak-step-done' : 'leak-step'}>
      <div className="leak-step-words">
        <strong>{step[language]}</strong>
        <div className="muted">{step.why[language]}</div>
        <Clock {...{ step, leak, now, nameOf }} />
      </div>
      {possible && (
        <Button type={step.done ? 'text' : 'default'} aria-label={label} disabled={busy} onClick={onCheck}>
          {say(step.done ? 'step_undo' : 'step_done')}
        </Button>
      )}
    </li>
  );
}

function Clock({ step, leak, now, nameOf }: Pick<LineProps, 'step' | 'leak' | 'now' | 'nameOf'>) {
  const say = useSay();
  const language = useLanguage();
  const span = useSpan();
  const mark = leak.steps[step.key];
  if (mark) {
    const late = (Date.parse(mark.at) - step.dueAt) / 60_000;
    return (
      <div className="leak-step-clock">
        <Tag tone={late > 0 ? 'warn' : 'good'}>
          {late > 0 ? say('step_done_late', { left: span(late) }) : say('step_in_time')}
        </Tag>
        <span>{say('step_by', { name: nameOf(mark.by), time: instantLabel(mark.at, language) })}</span>
      </div>
    );
  }
  const left = (step.dueAt - now) / 60_000;
  const due = say('step_due', { time: instantLabel(new Date(step.dueAt).toISOString(), language) });
  if (leak.state === 'closed') return <div className="leak-step-clock muted">{due}</div>;
  return (
    <div className="leak-step-clock">
      <Tag tone={left < 0 ? 'bad' : left < 60 ? 'warn' : 'plain'}>
        {left < 0 ? say('step_late', { left: span(-left) }) : say('step_left', { left: span(left) })}
      </Tag>
      <span className="muted">{due}</span>
    </div>
  );
}

/** The present instant, anew twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
