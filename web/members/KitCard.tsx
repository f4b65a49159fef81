import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { openSteps, stepOf } from '#domain/members/kits.ts';
import { api } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { instantLabel } from '../ui/DayText.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { type Kit, type Member, type Step, stale, useMemberWords } from './members.ts';
import { StepForm } from './StepForm.tsx';
import { useStepWords } from './stepWords.ts';
import { memberTexts } from './texts.ts';

/** A checklist: its steps with their days, who did them, what was written; printable. */
export function KitCard({ member, kit }: { member: Member; kit: Kit }) {
  const t = useTexts(memberTexts);
  const words = useMemberWords();
  const language = useLanguage();
  const [step, setStep] = useState<Step | null>(null);
  const [finishing, setFinishing] = useState(false);
  const done = kit.steps.filter(({ state }) => state !== 'open').length;
  const finished = kit.state === 'finished';
  return (
    <section className="card" aria-label={words.kit(kit.kind)}>
      <div className="kit-head">
        <h2>{words.kit(kit.kind)}</h2>
        <span>
          {kit.finished_at
            ? t('finished', { at: instantLabel(kit.finished_at, language) })
            : t('progress', { done, total: kit.steps.length })}
        </span>
        <span className="no-print">
          <Button size="small" onClick={() => window.print()}>
            {t('print')}
          </Button>{' '}
          {!finished && (
            <ActButton act="member.finish-kit" size="small" type="primary" onClick={() => setFinishing(true)}>
              {t('finish')}
            </ActButton>
          )}
        </span>
      </div>
      {kit.reason && <p className="muted">{t('finish_reason', { reason: kit.reason })}</p>}
      <p className="muted">{t('mine_only')}</p>
      <ol className="kit-steps">
        {kit.steps.map((one) => (
          <StepLine key={one.key} member={member.id} kit={kit} step={one} open={() => setStep(one)} />
        ))}
      </ol>
      {step && <StepForm kit={kit} step={step} name={member.name} onClose={() => setStep(null)} />}
      {finishing && <FinishForm kit={kit} onClose={() => setFinishing(false)} title={t('finish')} />}
    </section>
  );
}

const tones: Readonly<Record<Step['state'], Tone>> = { open: 'warn', done: 'good', not_needed: 'plain' };

type LineProps = { member: string; kit: Kit; step: Step; open: () => void };

function StepLine({ member, kit, step, open }: LineProps) {
  const t = useTexts(memberTexts);
  const words = useStepWords(kit, step);
  const { state, due_on, done_on, by_name, note, answers } = step;
  const { later = false, template } = stepOf(kit.kind, step.key) ?? {};
  return (
    <li className="kit-step">
      <div className="kit-step-words">
        <strong>{words.title}</strong>
        <p className="muted">{words.why}</p>
        {words.questions
          .filter(({ key }) => answers[key])
          .map(({ key, label }) => (
            <p key={key}>
              {label} {answers[key]}
            </p>
          ))}
        {note && <p>{note}</p>}
      </div>
      <Tag tone={tones[state]}>{t(state)}</Tag>
      <span className="muted">
        {done_on ? t('done_by', { day: done_on, name: by_name ?? '' }) : t('due', { day: due_on })}
      </span>
      {step.key === 'roll' && state === 'open' && <Link to={paths.identities}>{t('roll')}</Link>}
      {template && state === 'open' && <Link to={paths.documentFor(template, member)}>{t('step_text')}</Link>}
      {(kit.state === 'open' || later) && (
        <ActButton act="member.record-step" size="small" className="no-print" onClick={open}>
          {t(state === 'open' ? 'do_step' : 'change_step')}
          <span className="hidden-words">{words.title}</span>
        </ActButton>
      )}
    </li>
  );
}

function FinishForm({ kit, onClose, title }: { kit: Kit; onClose: () => void; title: string }) {
  const t = useTexts(memberTexts);
  const open = openSteps(kit.kind, kit.steps);
  const act = useAct(
    ({ reason }: { reason?: string }, once) =>
      api.POST('/api/members/kits/{id}/finish-kit', {
        params: { path: { id: kit.id } },
        body: { version: kit.version, reason: reason?.trim() || null },
        ...once,
      }),
    { silent: true, refresh: stale },
  );
  if (open.length === 0)
    return (
      <FormModal<{ reason?: string }, { version: number }>
        open
        title={title}
        act={act}
        onClose={onClose}
        submitLabel={t('finish')}
      >
        <p>{t('finish_ask')}</p>
      </FormModal>
    );
  return (
    <ReasonModal<{ version: number }>
      open
      title={t('finish')}
      intro={t('finish_why', { count: open.length })}
      act={act}
      onClose={onClose}
      submitLabel={t('finish')}
    />
  );
}
