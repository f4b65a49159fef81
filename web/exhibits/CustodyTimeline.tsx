import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { EvidenceMark } from '../EvidenceMark.tsx';
import { useLabels } from '../i18n/labels.ts';
import { useMay } from '../session.ts';
import { InstantText } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Tag, type Tone } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { Digests } from './DigestInput.tsx';
import type { Step } from './exhibits.ts';

const tones: Readonly<Record<Step['act'], Tone>> = {
  ...{ take: 'busy', seal: 'good', hash: 'plain', move: 'warn', receive: 'good', unseal: 'warn', release: 'plain' },
};

/** The chain of custody, step by step: what, when, where, by whom and before whom. */
export function CustodyTimeline({ exhibit, steps }: { exhibit: string; steps: readonly Step[] }) {
  const { t } = useTranslation();
  const marks = useMarks(exhibit, steps.length);
  return (
    <section className="card" aria-labelledby="custody-steps">
      <h2 id="custody-steps">{t('exhibits.record')}</h2>
      {steps.length === 0 && <p className="muted">{t('exhibits.record_none')}</p>}
      <ol className="plain-list custody-steps">
        {steps.map((step) => (
          <li key={step.id} className={isLoud(step) ? 'custody-loud' : ''}>
            <StepLine step={step} mark={marks.get(step.deposit)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const isLoud = ({ equal, seal_intact }: Step): boolean => equal === false || seal_intact === false;

const loadMarks = (row: string) =>
  read(api.GET('/api/evidence', { params: { query: { noun: 'exhibit', row, size: 200 } } }));

type Mark = Awaited<ReturnType<typeof loadMarks>>['rows'][number];

/** What the steps left in the evidence register, by the id of the deposit: one question for the whole record. */
function useMarks(exhibit: string, steps: number): Map<string, Mark> {
  const may = useMay();
  const found = useQuery({
    queryKey: ['evidence', 'row', 'exhibit', exhibit, steps],
    queryFn: () => loadMarks(exhibit),
    enabled: steps > 0 && may('evidence.list'),
    refetchInterval: ({ state }) => (state.data?.rows.some((one) => one.state !== 'published') ? 2_000 : false),
  });
  return new Map((found.data?.rows ?? []).map((mark) => [mark.id, mark]));
}

function StepLine({ step, mark }: { step: Step; mark: Mark | undefined }) {
  const labels = useLabels();
  const result = useStepResult()(step);
  return (
    <>
      <div className="row">
        <strong>
          {step.no}. {labels.verb(step.act)}
        </strong>
        {result && <Tag tone={isLoud(step) ? 'bad' : tones[step.act]}>{result}</Tag>}
        <span className="muted">
          <InstantText at={step.at} />
        </span>
        <span>
          {step.organisation_name} · {step.person_name}
        </span>
        {mark && <EvidenceMark deposit={mark} />}
      </div>
      <StepFacts step={step} />
      <StepFile step={step} />
      {step.act === 'hash' || step.act === 'take' ? <Digests content={step} /> : null}
    </>
  );
}

/** What a check or a receipt found, in words; nothing for other steps. */
export function useStepResult(): (step: Step) => string | null {
  const { t } = useTranslation();
  return ({ act, equal, seal_intact }) => {
    if (act === 'hash')
      return equal === null
        ? t('exhibits.result_first')
        : equal
          ? t('exhibits.result_equal')
          : t('exhibits.result_differs');
    if (seal_intact === null) return null;
    return seal_intact ? t('exhibits.seal_whole') : t('exhibits.seal_torn');
  };
}

/** The facts of a step with their names, without those that it does not have. */
export function useStepFacts(): (step: Step) => (readonly [string, string])[] {
  const { t } = useTranslation();
  return (step) => {
    const all: readonly (readonly [string, string | null])[] = [
      [t('exhibits.operator'), step.operator],
      [t('exhibits.second_person'), step.second_person],
      [t('exhibits.step_place'), step.place],
      [t('exhibits.device'), step.device],
      [t('exhibits.tool'), step.tool],
      [t('exhibits.method'), step.method],
      [t('exhibits.seal_no'), step.seal_no],
      [t('exhibits.handed_to'), [step.to_name, step.to_person].filter(Boolean).join(' · ') || null],
      [t('exhibits.reason'), step.reason],
      [t('exhibits.note'), step.note],
    ];
    return all.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  };
}

function StepFacts({ step }: { step: Step }) {
  const facts = useStepFacts()(step);
  return (
    <dl className="step-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function StepFile({ step: { file, file_name } }: { step: Step }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  if (!file) return null;
  const show = () =>
    download(`/api/files/${file}/content`).catch((error: unknown) => message.error(sentenceOf(error, t)));
  return (
    <button type="button" className="link-button" onClick={() => void show()}>
      {file_name ?? t('exhibits.file')}
    </button>
  );
}
