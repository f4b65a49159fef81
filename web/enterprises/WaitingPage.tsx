import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { renewSession, useSession } from '../session.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { texts } from './texts.ts';

/** What a firm that asked to join sees until it is answered, and the answer. */
export function WaitingPage() {
  const tx = useTexts(texts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { post } = useSession();
  const found = useQuery({
    queryKey: ['enterprises', 'application'],
    queryFn: () => read(api.GET('/api/enterprises/application')),
  });
  if (found.error) return <Failed page={tx('waiting_title')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { application } = found.data;
  const state = application?.state ?? 'none';
  const refresh = async () => {
    await found.refetch();
    await renewSession(client);
  };
  const begin = async () => {
    await renewSession(client);
    await navigate(paths.home);
  };
  const why =
    state === 'asked'
      ? tx('waiting_asked_why')
      : state === 'refused'
        ? tx('waiting_refused_why', { reason: application?.reason ?? '' })
        : state === 'none'
          ? tx('waiting_none_why')
          : '';
  const title = {
    asked: tx('waiting_asked'),
    refused: tx('waiting_refused'),
    granted: tx('waiting_granted'),
    none: tx('waiting_none'),
  };
  return (
    <>
      <PageHead title={tx('waiting_title')} />
      <section className="card stack" aria-live="polite">
        {/* The states are the column's three values, and none. */}
        <h2>{title[state as keyof typeof title]}</h2>
        {why && <p>{why}</p>}
        {application && (
          <dl className="facts">
            <dt>{tx('name')}</dt>
            <dd>{application.name}</dd>
            <dt>{tx('credit_code')}</dt>
            <dd>{application.credit_code}</dd>
            <dt>{tx('division')}</dt>
            <dd>{application.division_name}</dd>
          </dl>
        )}
        <div className="row">
          {state === 'granted' || post !== null ? (
            <Button type="primary" onClick={() => void begin()}>
              {tx('waiting_begin')}
            </Button>
          ) : (
            <Button onClick={() => void refresh()}>{tx('refresh')}</Button>
          )}
        </div>
      </section>
    </>
  );
}
