import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { api, read } from '../api.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { CopyLine } from '../ui/CopyLine.tsx';
import { InstantText, instantLabel } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { texts } from './texts.ts';

const load = (id: string) => read(api.GET('/api/assessments/{id}/links', { params: { path: { id } } }));

type Made = { token: string; expires_at: string };

/** A link with which somebody without an account fills the form; it is shown once. */
export function LinkCard({ assessment, draft }: { assessment: string; draft: boolean }) {
  const say = useTexts(texts);
  const language = useLanguage();
  const [made, setMade] = useState<Made | null>(null);
  const links = useQuery({ queryKey: ['assessments', assessment, 'links'], queryFn: () => load(assessment) });
  const path = { params: { path: { id: assessment } } };
  const invite = useAct((_: null, once) => api.POST('/api/assessments/{id}/invite', { ...path, ...once }), {
    quiet: true,
    refresh: ['assessments'],
    after: setMade,
  });
  const revoke = useAct((_: null, once) => api.POST('/api/assessments/{id}/revoke', { ...path, ...once }), {
    refresh: ['assessments'],
    after: () => setMade(null),
  });
  const active = links.data?.rows.some(({ state }) => state === 'active') ?? false;
  // After the sign #, which no browser sends to any server: the token is in no log on the way.
  const address = made ? `${location.origin}${paths.fillByLink}#${made.token}` : '';
  return (
    <section className="card" aria-label={say('link')}>
      <h2>{say('link')}</h2>
      <p>{say('link_how')}</p>
      {!draft && <p className="muted">{say('only_draft')}</p>}
      {draft && (
        <div className="share-acts">
          <ActButton act="assessment.invite" type="primary" loading={invite.busy} onClick={() => void invite.run(null)}>
            {say(active ? 'link_renew' : 'link_make')}
          </ActButton>
          {active && (
            <ActButton act="assessment.revoke" loading={revoke.busy} onClick={() => void revoke.run(null)}>
              {say('link_revoke')}
            </ActButton>
          )}
        </div>
      )}
      {made && (
        <Alert
          type="success"
          title={say('link_once', { until: instantLabel(made.expires_at, language) })}
          description={<CopyLine text={address} name={say('link')} />}
        />
      )}
      <Links links={links} />
    </section>
  );
}

type Links = Awaited<ReturnType<typeof load>>;
const tones = { active: 'good', expired: 'plain', revoked: 'plain', ended: 'busy' } as const;

function Links({ links }: { links: { data: Links | undefined; error: unknown } }) {
  const say = useTexts(texts);
  if (links.error) return <Failed error={links.error} />;
  if (!links.data) return <Loading />;
  if (links.data.total === 0) return <p className="muted">{say('link_none')}</p>;
  return links.data.rows.map((row) => (
    <dl key={row.id} className="facts">
      <dt>
        <Tag tone={tones[row.state]}>{say(`link_state_${row.state}`)}</Tag>
      </dt>
      <dd>
        {say('link_until')} <InstantText at={row.expires_at} />
      </dd>
      {row.opened_at && (
        <>
          <dt>{say('link_opened')}</dt>
          <dd>
            <InstantText at={row.opened_at} />
          </dd>
        </>
      )}
      {row.ended_at && (
        <>
          <dt>{say('link_ended')}</dt>
          <dd>
            <InstantText at={row.ended_at} /> · {row.filled_by_name}
          </dd>
        </>
      )}
    </dl>
  ));
}
