import { Alert, Steps } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { type Item, useRegister } from '../register.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { usePhone } from '../ui/usePhone.ts';
import { firstChoice, type Marked } from './choice.ts';
import { DoneStep } from './DoneStep.tsx';
import { HandStep } from './HandStep.tsx';
import { MarkStep } from './MarkStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { SourceStep } from './SourceStep.tsx';
import { type Made, type Source, useRedactor } from './source.ts';
import type { DisclosureText } from './texts.ts';
import { useSay } from './words.ts';
import './disclosures.css';

/** A copy without secrets is made from an original in the browser, checked, recorded and taken away (C25). */
export function NewPage() {
  const labels = useLabels();
  const say = useSay();
  return (
    <>
      <PageHead
        title={say('begin')}
        purpose={say('purpose')}
        parents={[
          { title: labels.noun('secrets'), path: paths.secrets },
          { title: labels.noun('disclosures'), path: paths.disclosures },
        ]}
      />
      <KeyGate>{(keys) => <Begin keys={keys} />}</KeyGate>
    </>
  );
}

function Begin({ keys }: { keys: Unlocked }) {
  const say = useSay();
  const { items, opening } = useRegister(keys);
  if (!items || opening) return <Loading />;
  const possible = items.filter(({ entry, state }) => entry && (state === 'in_force' || state === 'leaked'));
  if (possible.length === 0)
    return (
      <Alert
        type="info"
        showIcon
        title={say('no_secret')}
        action={<Link to={paths.secrets}>{say('to_register')}</Link>}
      />
    );
  return <Wizard keys={keys} items={possible} />;
}

const steps: readonly DisclosureText[] = ['step_source', 'step_mark', 'step_preview', 'step_hand', 'step_done'];

function Wizard({ keys, items }: { keys: Unlocked; items: readonly Item[] }) {
  const say = useSay();
  const phone = usePhone();
  const [params] = useSearchParams();
  const wanted = params.get('secret');
  const [step, setStep] = useState(0);
  const [secret, setSecret] = useState<string | undefined>(
    items.some(({ id }) => id === wanted) ? (wanted ?? undefined) : undefined,
  );
  const [source, setSource] = useState<Source | null>(null);
  const [history, setHistory] = useState<readonly Marked[]>([]);
  const [made, setMade] = useState<Made | null>(null);
  const [core, setCore] = useState(false);
  const redactor = useRedactor();
  const item = items.find(({ id }) => id === secret);
  const choice = history.at(-1);
  const change = (next: Marked) => {
    setMade(null);
    setHistory((before) => [...before.slice(-50), next]);
  };
  const take = (next: Source) => {
    setSource(next);
    setMade(null);
    setHistory([firstChoice(next.shown)]);
    setStep(1);
  };
  const title = say(steps[step] ?? 'step_source');
  return (
    <section className="card disclosure" aria-label={title}>
      {phone ? (
        <p role="status">{say('step_of', { step: step + 1, total: steps.length, title })}</p>
      ) : (
        <Steps size="small" current={step} items={steps.map((key) => ({ title: say(key) }))} />
      )}
      <h2 className="hidden-words">{title}</h2>
      {step === 0 && (
        <SourceStep items={items} secret={secret} onSecret={setSecret} redactor={redactor} onSource={take} />
      )}
      {step === 1 && source && choice && (
        <MarkStep
          source={source}
          redactor={redactor}
          choice={choice}
          onChange={change}
          onUndo={history.length > 1 ? () => setHistory(history.slice(0, -1)) : null}
          onBack={() => setStep(0)}
          onNext={() => setStep(2)}
        />
      )}
      {step === 2 && source && choice && (
        <PreviewStep
          source={source}
          redactor={redactor}
          choice={choice}
          made={made}
          onMade={setMade}
          onChange={change}
          onBack={() => setStep(1)}
          onNext={() => setStep(3)}
        />
      )}
      {step === 3 && source && choice && made && item && (
        <HandStep
          keys={keys}
          item={item}
          source={source}
          choice={choice}
          made={made}
          onBack={() => setStep(2)}
          onDone={() => {
            setCore(item.level === 'core');
            setStep(4);
          }}
        />
      )}
      {step === 4 && source && made && item && <DoneStep item={item} source={source} made={made} core={core} />}
    </section>
  );
}
