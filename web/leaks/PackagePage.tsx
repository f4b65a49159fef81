import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Steps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { useRegister } from '../register.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { usePhone } from '../ui/usePhone.ts';
import { type Guide, type Leak, type OpenedLeak, useGuide, useLeak, useOpened } from './leaks.ts';
import { dayOf } from './moments.ts';
import { PackageCheck } from './PackageCheck.tsx';
import type { Case } from './package-gather.ts';
import type { Gathered } from './package-items.ts';
import { packageTexts } from './package-texts.ts';
import { SecretPicker } from './parts.tsx';
import { useSealing } from './useSealing.ts';
import './leaks.css';

/** One click from what is on record to an indexed, sealed package along the two steps of proof (C23). */
export function PackagePage() {
  const labels = useLabels();
  const say = useTexts(packageTexts);
  const guide = useGuide();
  return (
    <>
      <PageHead
        title={say('title')}
        purpose={say('purpose')}
        parents={[{ title: labels.noun('leaks'), path: paths.leaks }]}
      />
      <KeyGate>{(keys) => (guide.data ? <Which keys={keys} guide={guide.data} /> : <Loading />)}</KeyGate>
    </>
  );
}

/** The incident of the address is opened first: what it concerns is chosen already. */
function Which({ keys, guide }: { keys: Unlocked; guide: Guide }) {
  const [params] = useSearchParams();
  const id = params.get('leak');
  if (id === null) return <Wizard keys={keys} guide={guide} found={null} />;
  return <OfLeak key={id} keys={keys} guide={guide} id={id} />;
}

function OfLeak({ keys, guide, id }: { keys: Unlocked; guide: Guide; id: string }) {
  const leak = useLeak(id);
  if (leak.error) return <Wizard keys={keys} guide={guide} found={null} />;
  if (!leak.data) return <Loading />;
  return <OfOpened keys={keys} guide={guide} leak={leak.data} />;
}

function OfOpened({ keys, guide, leak }: { keys: Unlocked; guide: Guide; leak: Leak }) {
  const opening = useOpened(keys, leak, leak.latest);
  const opened: OpenedLeak | null = opening.data && 'opened' in opening.data ? opening.data.opened : null;
  if (opening.isLoading) return <Loading />;
  return <Wizard keys={keys} guide={guide} found={opened ? { leak, opened } : null} />;
}

type Props = { keys: Unlocked; guide: Guide; found: Case | null };

function Wizard({ keys, guide, found }: Props) {
  const say = useTexts(packageTexts);
  const phone = usePhone();
  const [params] = useSearchParams();
  const asked = params.get('secrets');
  const [secrets, setSecrets] = useState<string[]>(found?.leak.secrets ?? (asked ? asked.split(',') : []));
  const [gathered, setGathered] = useState<Gathered | null>(null);
  const [made, setMade] = useState(false);
  const { items, opening } = useRegister(keys);
  const work = useSealing();
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const chosen = (items ?? []).filter(({ id }) => secrets.includes(id));
  const gather = () =>
    work.run(async () => {
      const { gatherPackage } = await import('./package-gather.ts');
      stop.current = new AbortController();
      setGathered(await gatherPackage({ keys, items: chosen, guide, found }, stop.current.signal));
    });
  const ready = items !== undefined && opening === null;
  return (
    <>
      <Steps
        size="small"
        current={made ? 2 : gathered ? 1 : 0}
        className="pack-steps"
        {...(phone ? { orientation: 'vertical' as const } : {})}
        items={[{ title: say('step_choose') }, { title: say('step_check') }, { title: say('step_make') }]}
      />
      {gathered ? (
        <PackageCheck
          {...{ keys, found, gathered }}
          items={chosen}
          onMade={() => setMade(true)}
          onBack={() => {
            setGathered(null);
            setMade(false);
          }}
        />
      ) : (
        <section className="card stack" aria-label={say('step_choose')}>
          <LeakChoice found={found} />
          <div>
            <label htmlFor="package-secrets">{say('secrets')}</label>
            <SecretPicker keys={keys} id="package-secrets" value={secrets} onChange={setSecrets} />
          </div>
          {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
          <div className="form-acts">
            {chosen.length === 0 && <span className="muted">{say('secrets_needed')}</span>}
            {work.busy && <span role="status">{say('gathering')}</span>}
            <Button
              type="primary"
              loading={work.busy || !ready}
              disabled={chosen.length === 0}
              onClick={() => void gather()}
            >
              {say('gather')}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}

const loadPage = (page: number) => read(api.GET('/api/leaks', { params: { query: { page, size: 200 } } }));

/** All incidents and rehearsals, page by page. */
async function loadLeaks() {
  const rows: Awaited<ReturnType<typeof loadPage>>['rows'] = [];
  for (let page = 1; ; page++) {
    const answer = await loadPage(page);
    rows.push(...answer.rows);
    if (answer.rows.length === 0 || rows.length >= answer.total) return rows;
  }
}

function LeakChoice({ found }: { found: Case | null }) {
  const say = useTexts(packageTexts);
  const language = useLanguage();
  const [, setParams] = useSearchParams();
  const list = useQuery({
    queryKey: ['leaks', 'list', 'package'],
    queryFn: loadLeaks,
  });
  const options = (list.data ?? [])
    .filter(({ kind }) => kind !== 'rehearsal')
    .map(({ id, number, found_at }) => ({
      value: id,
      label: say('leak_of', { number, day: dayLabel(dayOf(found_at), language) }),
    }));
  return (
    <div>
      <label htmlFor="package-leak">{say('leak')}</label>
      <Select
        id="package-leak"
        className="leak-select"
        allowClear
        value={found?.leak.id ?? null}
        options={options}
        onChange={(id: string | undefined) => setParams(id ? { leak: id } : {}, { replace: true })}
      />
    </div>
  );
}
