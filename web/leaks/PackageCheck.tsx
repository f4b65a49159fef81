import { Alert, App, Button, Checkbox, Select, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { burdenStep, type ReadinessPart, readinessParts } from '#domain/leaks/readiness.ts';
import { secretNo } from '#domain/secrets/rules.ts';
import { offerPassphrase } from '#seal/passphrase.ts';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Unlocked } from '../KeyGate.tsx';
import type { Item } from '../register.ts';
import { useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { sizeText } from '../ui/sizeText.ts';
import { Working } from '../ui/Working.tsx';
import { fieldOf } from './moments.ts';
import { type Finished, PackageDone } from './PackageDone.tsx';
import type { Case } from './package-gather.ts';
import { bytesChoice, type Choice, type Gathered } from './package-items.ts';
import { packageTexts } from './package-texts.ts';
import { readinessFor, useOutside, useReadinessSay } from './readiness.ts';
import { useSealing } from './useSealing.ts';

type Props = {
  keys: Unlocked;
  found: Case | null;
  gathered: Gathered;
  items: readonly Item[];
  onBack: () => void;
  onMade: () => void;
};

/** What will be in the package, by step and part, each with its box and size; own files; then it is made. */
export function PackageCheck({ found, gathered, items, onBack, onMade }: Props) {
  const say = useTexts(packageTexts);
  const partSay = useReadinessSay();
  const { message } = App.useApp();
  const session = useSession();
  const [own, setOwn] = useState<readonly Choice[]>([]);
  const [out, setOut] = useState<ReadonlySet<string>>(
    () => new Set(gathered.choices.filter(({ aside }) => aside).map(({ key }) => key)),
  );
  const [done, setDone] = useState<Finished | null>(null);
  const [making, setMaking] = useState<{ done: number; total: number; stop: AbortController } | null>(null);
  const work = useSealing();
  const missing = useMissing(items, found);
  const all = [...gathered.choices, ...own];
  const chosen = all.filter(({ key }) => !out.has(key));
  const toggle = (keys: readonly string[], on: boolean) => {
    const next = new Set(out);
    for (const key of keys) on ? next.delete(key) : next.add(key);
    setOut(next);
  };
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const make = async () => {
    const stop = new AbortController();
    leaving.current = stop;
    setMaking({ done: 0, total: chosen.length, stop });
    const passphrase = offerPassphrase();
    const ok = await work.run(async () => {
      const { makePackage } = await import('./package-make.ts');
      const facts = {
        ...{ firm: session.post?.organisation_name ?? '', day: fieldOf(Date.now()).slice(0, 10) },
        ...{ secrets: items.map(({ number }) => secretNo(number)), missing, passphrase },
      };
      const onDone = (count: number) => setMaking({ done: count, total: chosen.length, stop });
      const { blob, ...digests } = await makePackage(chosen, facts, { onDone, signal: stop.signal });
      const secrets = items.map(({ id }) => id);
      await read(api.POST('/api/leaks/compile', { body: { leak: found?.leak.id ?? null, secrets, ...digests } }));
      onMade();
      setDone({ blob, passphrase, items: digests.items, size: digests.size });
    });
    setMaking(null);
    if (!ok && stop.signal.aborted) message.info(say('cancelled'));
  };
  if (done) return <PackageDone done={done} onAgain={onBack} />;
  const size = chosen.reduce((sum, one) => sum + (one.size ?? 0), 0);
  return (
    <section className="card" aria-label={say('step_check')}>
      {(gathered.lacking.length > 0 || missing.length > 0) && (
        <Alert
          type="warning"
          className="pack-notes"
          title={say('lacking')}
          description={
            <ul className="leak-lines">
              {missing.length > 0 && (
                <li>{say('incomplete', { parts: missing.map((part) => partSay(`part_${part}`)).join('、') })}</li>
              )}
              {gathered.lacking.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          }
        />
      )}
      {([1, 2] as const).map((step) => (
        <div key={step}>
          <h2>{say(step === 1 ? 'first' : 'second')}</h2>
          {readinessParts
            .filter((part) => burdenStep[part] === step)
            .map((part) => (
              <Part key={part} {...{ part, out, toggle }} choices={all.filter((one) => one.part === part)} />
            ))}
        </div>
      ))}
      <OwnFiles own={own} setOwn={setOwn} />
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
      {making && (
        <Working
          text={making.done === 0 ? say('sealing') : say('making', { done: making.done, total: making.total })}
          share={making.done / Math.max(1, making.total)}
          onStop={() => making.stop.abort(new DOMException('cancelled', 'AbortError'))}
        />
      )}
      <div className="form-acts">
        <span className="muted">{say('total', { count: chosen.length, size: sizeText(size) })}</span>
        <Button disabled={making !== null} onClick={onBack}>
          {say('back')}
        </Button>
        <ActButton
          type="primary"
          act="leak.compile"
          loading={making !== null}
          reason={chosen.length === 0 ? say('none_chosen') : null}
          onClick={() => void make()}
        >
          {say('make')}
        </ActButton>
      </div>
    </section>
  );
}

/** Parts that are not complete for at least one of the secrets. */
function useMissing(items: readonly Item[], found: Case | null): ReadinessPart[] {
  const outside = useOutside();
  const incident = found ? { opened: found.opened, found_at: found.leak.found_at } : undefined;
  const all = items.flatMap((item) => readinessFor(item, outside.data?.get(item.id), incident) ?? []);
  return readinessParts.filter((part) =>
    all.some(({ parts }) => parts.some((one) => one.part === part && one.missing.length > 0)),
  );
}

type PartProps = {
  part: ReadinessPart;
  choices: readonly Choice[];
  out: ReadonlySet<string>;
  toggle: (keys: readonly string[], on: boolean) => void;
};

function Part({ part, choices, out, toggle }: PartProps) {
  const say = useTexts(packageTexts);
  const partSay = useReadinessSay();
  const inside = choices.filter(({ key }) => !out.has(key)).length;
  return (
    <div className="pack-part">
      {choices.length === 0 ? (
        <>
          <strong>{partSay(`part_${part}`)}</strong> <span className="muted">{say('part_none')}</span>
        </>
      ) : (
        <Checkbox
          checked={inside === choices.length}
          indeterminate={inside > 0 && inside < choices.length}
          onChange={({ target }) =>
            toggle(
              choices.map(({ key }) => key),
              target.checked,
            )
          }
        >
          <strong>{partSay(`part_${part}`)}</strong> {inside}/{choices.length}
        </Checkbox>
      )}
      <ul className="plain-list pack-items">
        {choices.map(({ key, title, ending, shows, size }) => (
          <li key={key}>
            <Checkbox
              checked={!out.has(key)}
              aria-label={title}
              onChange={({ target }) => toggle([key], target.checked)}
            />
            <div>
              {title}
              {ending}
              <div className="muted">{shows}</div>
            </div>
            <span className="muted">{size === null ? say('size_later') : sizeText(size)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Files from this device that go along; they are not uploaded. */
function OwnFiles({ own, setOwn }: { own: readonly Choice[]; setOwn: (own: readonly Choice[]) => void }) {
  const say = useTexts(packageTexts);
  const partSay = useReadinessSay();
  const [part, setPart] = useState<ReadinessPart>('similarity');
  const add = (file: File) => {
    const dot = file.name.lastIndexOf('.');
    const title = dot > 0 ? file.name.slice(0, dot) : file.name;
    const named = { part, key: `own-${own.length}-${file.name}`, title, shows: packageTexts.own_shows[0] };
    setOwn([...own, bytesChoice(named, dot > 0 ? file.name.slice(dot) : '', file)]);
  };
  return (
    <div className="pack-part">
      <div className="row">
        <Select<ReadinessPart>
          aria-label={say('own_part')}
          value={part}
          options={readinessParts.map((value) => ({ value, label: partSay(`part_${value}`) }))}
          onChange={setPart}
        />
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            add(file);
            return false;
          }}
        >
          <Button>{say('own')}</Button>
        </Upload>
      </div>
    </div>
  );
}
