import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, read } from '../api.ts';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels } from '../i18n/labels.ts';
import { KeyGate, type Unlocked } from '../KeyGate.tsx';
import { paths } from '../paths.ts';
import { ReadinessCard } from '../ReadinessCard.tsx';
import { type Detail, type Item, useRegister, useSecret } from '../register.ts';
import { useMay } from '../session.ts';
import { DayText, InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { Acts } from './Acts.tsx';
import { ContentCard } from './ContentCard.tsx';
import { FilesCard } from './FilesCard.tsx';
import { LifeCard } from './LifeCard.tsx';
import { LevelTag, SecretStateTag } from './listParts.tsx';
import { OlderVersion } from './OlderVersion.tsx';
import { PeopleCard } from './PeopleCard.tsx';
import { ReadingsCard } from './ReadingsCard.tsx';
import { Unopened } from './Unopened.tsx';
import { useWork } from './useWork.ts';
import { useNumberWord, useSay } from './words.ts';
import './secrets.css';

/** One secret: content, people, files, life, readings, proofs (C19, C20). */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const numberWord = useNumberWord();
  const secret = useSecret(id);
  if (secret.error)
    return <Failed page={labels.noun('secrets')} error={secret.error} retry={() => void secret.refetch()} />;
  if (!secret.data) return <Loading />;
  const { data } = secret;
  const parents = [{ title: labels.noun('secrets'), path: paths.secrets }];
  return (
    <KeyGate head={<PageHead title={numberWord(data.number)} parents={parents} />}>
      {(keys) => <Shown keys={keys} secret={data} />}
    </KeyGate>
  );
}

function Shown({ keys, secret }: { keys: Unlocked; secret: Detail }) {
  const labels = useLabels();
  const say = useSay();
  const numberWord = useNumberWord();
  const { items, opening } = useRegister(keys);
  const item = items?.find(({ id }) => id === secret.id);
  const entry = item?.entry ?? null;
  const waits = !items || (secret.mine && !entry && item?.problem === null && opening !== null);
  return (
    <>
      <PageHead
        title={entry?.body.title ? `${numberWord(secret.number)} ${entry.body.title}` : numberWord(secret.number)}
        tags={
          <span className="secret-states">
            <LevelTag level={secret.level} />
            <SecretStateTag state={secret.state} />
            {secret.concealed && <Tag tone="good">{say('concealed')}</Tag>}
            {secret.out_count > 0 && <Tag tone="warn">{say('out', { count: secret.out_count })}</Tag>}
          </span>
        }
        parents={[{ title: labels.noun('secrets'), path: paths.secrets }]}
        primary={entry && <Acts keys={keys} secret={secret} entry={entry} />}
        secondary={entry && <EditButton secret={secret} />}
      />
      {waits ? <Loading /> : !entry && <Unopened item={item ?? (secret.mine ? undefined : unlisted(secret))} />}
      {item?.problem && secret.latest > 1 && <OlderVersion keys={keys} secret={secret} />}
      <div className="secret-page">
        <div className="stack">
          {entry && <ContentCard entry={entry} nameOf={keys.nameOf} />}
          {entry && <FilesCard keys={keys} secret={secret} entry={entry} />}
          <LifeCard keys={keys} secret={secret} readers={entry?.need_to_know ?? []} />
        </div>
        <div className="stack">
          <Term secret={secret} />
          <PeopleCard keys={keys} secret={secret} entry={entry} />
          {item?.entry && <ReadinessCard item={item} />}
          <Versions secret={secret} />
          <EvidenceOfRow noun="secret" row={secret.id} />
          <ReadingsCard id={secret.id} />
        </div>
      </div>
    </>
  );
}

/** What an officer who is not on the list sees of it. */
const unlisted = (secret: Detail): Item => ({ ...secret, entry: null, problem: null });

function EditButton({ secret }: { secret: Detail }) {
  const say = useSay();
  const may = useMay();
  const labels = useLabels();
  const navigate = useNavigate();
  const work = useWork();
  const discard = () =>
    work.run(() =>
      read(
        api.POST('/api/secrets/{id}/discard', {
          params: { path: { id: secret.id } },
          body: { version: secret.version },
        }),
      ),
    );
  const closed = secret.state === 'destroyed' || secret.state === 'discarded';
  if (closed || !may('secret.save')) return null;
  return (
    <>
      {secret.state === 'draft' && (
        <Popconfirm title={say('discard_confirm')} onConfirm={() => void discard()}>
          <Button danger loading={work.busy}>
            {labels.verb('discard')}
          </Button>
        </Popconfirm>
      )}
      {may('secret.disclose') && (secret.state === 'in_force' || secret.state === 'leaked') && (
        <Button onClick={() => navigate(`${paths.disclose}?secret=${secret.id}`)}>{say('disclose_copy_make')}</Button>
      )}
      <Button onClick={() => navigate(paths.editSecret(secret.id))}>{say('edit')}</Button>
      {work.problem && <Alert type="error" showIcon role="alert" title={work.problem} />}
    </>
  );
}

function Term({ secret }: { secret: Detail }) {
  const say = useSay();
  const { classified_on, period, period_to, review_on, declassified_on, due_back_on } = secret;
  return (
    <section className="card" aria-label={say('period')}>
      <h2>{say('period')}</h2>
      <dl className="facts">
        <dt>{say('classified_on')}</dt>
        <dd>
          <DayText day={classified_on} />
        </dd>
        <dt>{say('period')}</dt>
        <dd>
          {period && say(`period_${period}`)} {period_to && <DayText day={period_to} due />}
        </dd>
        <dt>{say('review_on')}</dt>
        <dd>
          <DayText day={review_on} due />
        </dd>
        {due_back_on && <dt>{say('due_back')}</dt>}
        {due_back_on && (
          <dd>
            <DayText day={due_back_on} due />
          </dd>
        )}
        {declassified_on && <dt>{say('declassified_on')}</dt>}
        {declassified_on && (
          <dd>
            <DayText day={declassified_on} />
          </dd>
        )}
      </dl>
    </section>
  );
}

function Versions({ secret }: { secret: Detail }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const shown = all ? secret.versions : secret.versions.slice(0, 5);
  return (
    <section className="card" aria-label={say('versions')}>
      <h2>{say('versions')}</h2>
      <ul className="plain-list secret-versions">
        {shown.map(({ version, by_name, at, resealed, sha256 }) => (
          <li key={version}>
            <strong>{say('version_no', { version })}</strong> {by_name} <InstantText at={at} />
            {resealed && <div className="muted">{say('resealed')}</div>}
            <code title="SHA-256">{sha256.slice(0, 16)}…</code>
          </li>
        ))}
      </ul>
      {secret.versions.length > shown.length && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {say('show_them')} ({secret.versions.length})
        </button>
      )}
    </section>
  );
}
