import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { sentenceFor } from '#domain/sentences.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { useMay, useSession } from '../session.ts';
import { InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Acts } from './Acts.tsx';
import { BasicsForm } from './BasicsForm.tsx';
import { type Guide, type Leak, type OpenedLeak, useGuide, useLeak, useOpened, useSay } from './leaks.ts';
import { PackagesCard, VersionsCard } from './MoreCards.tsx';
import { KindTag, LeakStateTag, SecretLinks } from './parts.tsx';
import { ReadinessOfLeak } from './ReadinessOfLeak.tsx';
import { SectionForm } from './SectionForm.tsx';
import { StepsCard } from './StepsCard.tsx';
import { type SectionKey, SectionView, sectionKeys } from './sections.tsx';
import './leaks.css';

/** One incident or rehearsal: first steps with their clocks, the sealed record in sections, readiness, package (C22, C23). */
export function DetailPage() {
  const { id = '' } = useParams();
  const firm = useSession().post?.organisation;
  // The duty to rehearse again stands on the firm: its link begins the rehearsal.
  return id === firm ? <Navigate replace to={`${paths.newLeak}?kind=rehearsal`} /> : <Loaded key={id} id={id} />;
}

function Loaded({ id }: { id: string }) {
  const labels = useLabels();
  const say = useSay();
  const [leak, guide] = [useLeak(id), useGuide()];
  const error = leak.error ?? guide.error;
  if (error) return <Failed page={labels.noun('leaks')} error={error} retry={() => void leak.refetch()} />;
  if (!leak.data || !guide.data) return <Loading />;
  const { data } = leak;
  const parents = [{ title: labels.noun('leaks'), path: paths.leaks }];
  return (
    <KeyGate head={<PageHead title={say('number_of', { number: data.number })} parents={parents} />}>
      {(keys) => <Page keys={keys} leak={data} guide={guide.data} />}
    </KeyGate>
  );
}

type Props = { keys: Unlocked; leak: Leak; guide: Guide };

function Page({ keys, leak, guide }: Props) {
  const labels = useLabels();
  const say = useSay();
  const [older, setOlder] = useState<number | null>(null);
  const opening = useOpened(keys, leak, older ?? leak.latest);
  const opened = opening.data && 'opened' in opening.data ? opening.data.opened : null;
  const number = say('number_of', { number: leak.number });
  return (
    <>
      <PageHead
        title={opened?.body.title ? `${number} ${opened.body.title}` : number}
        tags={
          <span className="leak-tags">
            <KindTag kind={leak.kind} />
            <LeakStateTag state={leak.state} />
          </span>
        }
        parents={[{ title: labels.noun('leaks'), path: paths.leaks }]}
        primary={<Acts leak={leak} guide={guide} />}
        secondary={
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('print')}
          </Button>
        }
      />
      {older !== null && older !== leak.latest && (
        <Alert
          type="warning"
          showIcon
          title={say('version_old', { version: older })}
          action={
            <Button size="small" onClick={() => setOlder(null)}>
              {say('version_newest')}
            </Button>
          }
        />
      )}
      <div className="leak-page">
        <div className="stack">
          <StepsCard leak={leak} guide={guide} nameOf={keys.nameOf} />
          {opening.error ? (
            <Failed error={opening.error} retry={() => void opening.refetch()} />
          ) : opened ? (
            <Record {...{ keys, leak, guide, opened }} readOnly={older !== null && older !== leak.latest} />
          ) : (
            <Closed leak={leak} keys={keys} problem={problemIn(opening.data)} onOlder={setOlder} />
          )}
        </div>
        <div className="stack">
          <Basics {...{ keys, leak, opened: older === null || older === leak.latest ? opened : null }} />
          {opened && <ReadinessOfLeak keys={keys} leak={leak} opened={opened} />}
          <PackagesCard leak={leak} />
          <VersionsCard leak={leak} nameOf={keys.nameOf} onOpen={opened ? setOlder : null} />
          <EvidenceOfRow noun="leak" row={leak.id} />
        </div>
      </div>
    </>
  );
}

const problemIn = (data: object | undefined): string | null =>
  data && 'problem' in data && typeof data.problem === 'string' ? data.problem : null;

type ClosedProps = { keys: Unlocked; leak: Leak; problem: string | null; onOlder: (version: number) => void };

/** Why there is nothing to read: not on the list, still being opened, or a ciphertext that failed its checks. */
function Closed({ keys, leak, problem, onOlder }: ClosedProps) {
  const say = useSay();
  const language = useLanguage();
  if (!leak.readers.includes(keys.identity.person))
    return <Alert type="info" showIcon title={say('not_mine')} description={say('not_mine_why')} />;
  if (problem === null) return <Loading />;
  const before = leak.latest - 1;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say('tampered')}
      description={
        <>
          <p>
            <strong>{sentenceFor(problem, {}, language)}</strong>
          </p>
          <p>{say('tampered_why')}</p>
          {before > 0 && <Button onClick={() => onOlder(before)}>{say('version_open', { version: before })}</Button>}
        </>
      }
    />
  );
}

type RecordProps = Props & { opened: OpenedLeak; readOnly: boolean };

function Record({ keys, leak, guide, opened, readOnly }: RecordProps) {
  const say = useSay();
  const may = useMay();
  const [editing, setEditing] = useState<SectionKey | null>(null);
  const sections: SectionKey[] = leak.kind === 'rehearsal' ? ['what', 'rehearsal', 'timeline'] : [...sectionKeys];
  return (
    <>
      {sections.map((section) => (
        <section key={section} className="card" aria-label={say(`section_${section}`)}>
          <div className="leak-card-head">
            <h2>{say(`section_${section}`)}</h2>
            {may('leak.save') && !readOnly && (
              <Button
                size="small"
                aria-label={say('edit_of', { section: say(`section_${section}`) })}
                onClick={() => setEditing(section)}
              >
                {say('edit')}
              </Button>
            )}
          </div>
          <SectionView section={section} body={opened.body} leak={leak} guide={guide} />
        </section>
      ))}
      {editing && <SectionForm {...{ keys, leak, guide, opened }} section={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Basics({ keys, leak, opened }: { keys: Unlocked; leak: Leak; opened: OpenedLeak | null }) {
  const say = useSay();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <section className="card" aria-label={say('what')}>
      <div className="leak-card-head">
        <h2>{say('what')}</h2>
        {opened && may('leak.save') && (
          <Button size="small" aria-label={say('edit_of', { section: say('basics') })} onClick={() => setEditing(true)}>
            {say('edit')}
          </Button>
        )}
      </div>
      <dl className="facts">
        <dt>{say('found_at')}</dt>
        <dd>
          <InstantText at={leak.found_at} />
        </dd>
        {leak.contained_at && <dt>{say('contained_at')}</dt>}
        {leak.contained_at && (
          <dd>
            <InstantText at={leak.contained_at} />
          </dd>
        )}
        {leak.closed_at && <dt>{say('closed_at')}</dt>}
        {leak.closed_at && (
          <dd>
            <InstantText at={leak.closed_at} />
          </dd>
        )}
        <dt>{say('secrets')}</dt>
        <dd>
          <SecretLinks leak={leak} />
        </dd>
        <dt>{say('readers')}</dt>
        <dd>{leak.readers.map(keys.nameOf).join('、')}</dd>
      </dl>
      {editing && opened && <BasicsForm {...{ keys, leak, opened }} onClose={() => setEditing(false)} />}
    </section>
  );
}
