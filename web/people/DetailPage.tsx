import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Failed } from '../ui/Failed.tsx';
import { FormModal } from '../ui/FormModal.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { AppointForm } from './AppointForm.tsx';
import { EditForm } from './EditForm.tsx';
import { InviteWindow } from './InviteWindow.tsx';
import { PostList } from './PostList.tsx';
import { type Person, readPerson } from './people.ts';

type Open = 'appoint' | 'edit' | 'invite' | 'leave' | null;

/** One person: posts now and before; the security administrator's acts. */
export function DetailPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: ['people', id], queryFn: () => readPerson(id) });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  if (found.error)
    return <Failed page={labels.noun('people')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const person = found.data;
  return (
    <>
      <PageHead
        title={person.name}
        tags={<StateTag state={person.state} />}
        parents={[{ title: labels.noun('people'), path: paths.people }]}
        secondary={<Acts person={person} open={setOpen} />}
      />
      <div className="stack">
        <section className="card" aria-label={t('people.about')}>
          <dl className="facts">
            <dt>{t('people.login')}</dt>
            <dd>{person.login}</dd>
            <dt>{t('people.phone')}</dt>
            <dd>{person.phone || <span className="muted">{t('ui.empty_value')}</span>}</dd>
          </dl>
        </section>
        <PostList person={person} onAppoint={() => setOpen('appoint')} />
      </div>
      <AppointForm person={person} open={open === 'appoint'} onClose={close} />
      <EditForm person={person} open={open === 'edit'} onClose={close} />
      <LeaveForm person={person} open={open === 'leave'} onClose={close} />
      {open === 'invite' && <InviteWindow person={person} onClose={close} />}
    </>
  );
}

/** The acts of the page's head; nobody but the security administrator is shown them. */
function Acts({ person, open }: { person: Person; open: (what: Open) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const unlock = useAct((body: { person: string }, once) => api.POST('/api/accounts/unlock', { body, ...once }), {
    done: t('people.unlocked'),
  });
  if (!may('person.edit')) return null;
  const gone = person.state === 'left' ? t('people.has_left') : null;
  const notYet = person.state === 'invited' ? t('people.not_active') : gone;
  return (
    <>
      <ActButton act="person.edit" reason={gone} onClick={() => open('edit')} />
      <ActButton
        act="account.unlock"
        reason={notYet}
        loading={unlock.busy}
        onClick={() => void unlock.run({ person: person.id })}
      />
      <ActButton act="person.leave" reason={gone} danger onClick={() => open('leave')} />
      <ActButton type="primary" act="account.invite" reason={gone} onClick={() => open('invite')}>
        {t(person.state === 'active' ? 'people.invite_again' : 'people.invite')}
      </ActButton>
    </>
  );
}

function LeaveForm({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const leave = useAct(
    (_: object, once) => api.POST('/api/people/{id}/leave', { params: { path: { id: person.id } }, ...once }),
    { done: t('people.left'), refresh: ['people', 'organisations'], silent: true },
  );
  return (
    <FormModal<object, unknown>
      open={open}
      onClose={onClose}
      title={t('people.leave_title', { name: person.name })}
      submitLabel={labels.verb('leave')}
      danger
      act={leave}
    >
      <p>{t('people.leave_what')}</p>
    </FormModal>
  );
}
