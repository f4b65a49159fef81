import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { ActButton } from '../ui/ActButton.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { CouncilForm } from './CouncilForm.tsx';
import { type Council, loadCouncil, type Programme } from './load.ts';

/** Leading group or joint conference: head, deputies, office, members by unit and post with their duties. */
export function CouncilTab({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const council = useQuery({ queryKey: ['councils', programme.id], queryFn: () => loadCouncil(programme.id) });
  if (council.error) return <Failed error={council.error} retry={() => void council.refetch()} />;
  if (!council.data) return <Loading />;
  const button = programme.may_change ? (
    <ActButton
      act="council.edit"
      reason={programme.state === 'running' ? null : t('programmes.is_closed')}
      onClick={() => setEditing(true)}
    />
  ) : null;
  return (
    <div className="stack">
      {council.data.version === 0 ? (
        <div className="card">
          <Empty title={t('programmes.council_none')} text={t('programmes.council_none_why')} action={button} />
        </div>
      ) : (
        <Shown council={council.data} button={button} />
      )}
      {council.data.council && <EvidenceOfRow noun="council" row={council.data.council} />}
      {editing && <CouncilForm programme={programme} council={council.data} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Shown({ council, button }: { council: Council; button: React.ReactNode }) {
  const { t } = useTranslation();
  const { name, head, deputies, office, office_duties, members } = council;
  return (
    <>
      <section className="card" aria-label={name ?? ''}>
        <div className="row council-head">
          <h2>{name}</h2>
          {button}
        </div>
        <dl className="facts">
          <dt>{t('programmes.council_head')}</dt>
          <dd>{head ?? <span className="muted">{t('programmes.not_said')}</span>}</dd>
          <dt>{t('programmes.council_deputies')}</dt>
          <dd>
            {deputies.length > 0 ? deputies.join('、') : <span className="muted">{t('programmes.not_said')}</span>}
          </dd>
          <dt>{t('programmes.council_office')}</dt>
          <dd>{office ?? <span className="muted">{t('programmes.not_said')}</span>}</dd>
          <dt>{t('programmes.council_office_duties')}</dt>
          <dd>
            <Duties duties={office_duties} />
          </dd>
        </dl>
      </section>
      <section className="card" aria-label={t('programmes.council_members')}>
        <h2>{t('programmes.council_members_count', { count: members.length })}</h2>
        <div className="council-members">
          {members.map((member) => (
            <div key={member.id} className="council-member">
              <div className="row">
                <strong>{member.unit}</strong>
                {member.post && <span className="muted">{member.post}</span>}
                {member.organisation === null && <Tag tone="warn">{t('programmes.not_in_directory')}</Tag>}
              </div>
              <Duties duties={member.duties} />
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

function Duties({ duties }: { duties: readonly string[] }) {
  const { t } = useTranslation();
  if (duties.length === 0) return <span className="muted">{t('programmes.no_duties')}</span>;
  return (
    <ul>
      {duties.map((duty) => (
        <li key={duty}>{duty}</li>
      ))}
    </ul>
  );
}
