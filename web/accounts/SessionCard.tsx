import { useQuery } from '@tanstack/react-query';
import { Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { InstantText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';

/** Where one is signed in; any of them can be ended. */
export function SessionCard() {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: ['sessions'], queryFn: () => read(api.GET('/api/accounts/sessions')) });
  const revoke = useAct(
    (id: string, once) => api.POST('/api/accounts/sessions/{id}/revoke', { params: { path: { id } }, ...once }),
    { done: t('accounts.session_ended'), refresh: ['sessions'] },
  );
  return (
    <section className="card" aria-labelledby="account-sessions">
      <h2 id="account-sessions">{t('accounts.sessions')}</h2>
      <p className="muted">{t('accounts.sessions_why')}</p>
      {list.error ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : (
        <ul className="plain-list session-list">
          {list.data.rows.map(({ id, current, seen_at, created_at, address, agent }) => (
            <li key={id} className="session">
              <div>
                <div className="row">
                  <strong>{deviceOf(agent) || t('accounts.device_unknown')}</strong>
                  {current && <Tag tone="good">{t('accounts.session_this')}</Tag>}
                </div>
                <div className="muted">
                  {address} · {t('accounts.session_since')} <InstantText at={created_at} /> ·{' '}
                  {t('accounts.session_seen')} <InstantText at={seen_at} />
                </div>
              </div>
              {!current && (
                <Popconfirm
                  title={t('accounts.session_end_sure')}
                  okText={t('accounts.session_end')}
                  cancelText={t('ui.cancel')}
                  onConfirm={() => void revoke.run(id)}
                >
                  <ActButton loading={revoke.busy}>{t('accounts.session_end')}</ActButton>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** "Edge · Windows" out of what the browser says about itself. */
function deviceOf(agent: string): string {
  const browser = ['Edg', 'MicroMessenger', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name));
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) => agent.includes(name));
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', MicroMessenger: 'WeChat' };
  return [browser ? (names[browser] ?? browser) : '', system ?? ''].filter(Boolean).join(' · ');
}
