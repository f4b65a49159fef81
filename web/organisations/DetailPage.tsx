import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ReasonModal } from '../ui/ReasonModal.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { StateOf } from './ListPage.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import { type Organisation, readOrganisation } from './organisations.ts';
import { PostCard, ProgrammeCard } from './Parts.tsx';
import './organisations.css';

/** One organisation: what it is, who works there, what it takes part in. */
export function DetailPage() {
  const labels = useLabels();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: ['organisations', id], queryFn: () => readOrganisation(id) });
  const [open, setOpen] = useState<'edit' | 'close' | null>(null);
  if (found.error)
    return <Failed page={labels.noun('organisations')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const organisation = found.data;
  return (
    <>
      <PageHead
        title={organisation.name}
        tags={
          <>
            <Tag>{labels.organisationKind(organisation.kind)}</Tag>
            <StateOf state={organisation.state} />
          </>
        }
        parents={[{ title: labels.noun('organisations'), path: paths.organisations }]}
        secondary={<Acts organisation={organisation} open={setOpen} />}
      />
      <div className="organisation-parts">
        <Facts organisation={organisation} />
        <ProgrammeCard organisation={organisation} />
        <PostCard organisation={organisation} />
      </div>
      <OrganisationForm open={open === 'edit'} onClose={() => setOpen(null)} organisation={organisation} />
      <CloseForm open={open === 'close'} onClose={() => setOpen(null)} organisation={organisation} />
    </>
  );
}

function Acts({ organisation, open }: { organisation: Organisation; open: (what: 'edit' | 'close') => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const closed = organisation.state === 'closed' ? t('organisations.is_closed') : null;
  const outside = organisation.may_change ? closed : t('organisations.outside', { place: organisation.division_name });
  return (
    <>
      {may('organisation.edit') && <ActButton act="organisation.edit" reason={outside} onClick={() => open('edit')} />}
      {may('organisation.close') && (
        <ActButton act="organisation.close" reason={closed} danger onClick={() => open('close')}>
          {t('organisations.close')}
        </ActButton>
      )}
    </>
  );
}

function Facts({ organisation: one }: { organisation: Organisation }) {
  const { t } = useTranslation();
  const row = (title: string, value: ReactNode) =>
    value ? (
      <>
        <dt>{title}</dt>
        <dd>{value}</dd>
      </>
    ) : null;
  return (
    <section className="card" aria-labelledby="organisation-facts">
      <h2 id="organisation-facts">{t('organisations.about')}</h2>
      <dl className="facts">
        {row(
          t('organisations.division'),
          one.divisions
            .slice(1)
            .map(({ name }) => name)
            .join(' › ') || one.division_name,
        )}
        {row(
          t('organisations.superior'),
          one.superior_id && <Link to={paths.organisation(one.superior_id)}>{one.superior_name}</Link>,
        )}
        {row(t('organisations.short_name'), one.short_name)}
        {row(t('organisations.aliases'), one.aliases.join(t('ui.comma')))}
        {row(t('organisations.credit_code'), one.credit_code)}
        {row(t('organisations.industry'), one.industry)}
        {row(t('organisations.created'), <DayText day={one.created_on} />)}
      </dl>
    </section>
  );
}

function CloseForm({
  organisation,
  open,
  onClose,
}: {
  organisation: Organisation;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const close = useAct(
    ({ reason }: { reason: string }, once) =>
      api.POST('/api/organisations/{id}/close', {
        params: { path: { id: organisation.id } },
        body: { reason: reason.trim(), version: organisation.version },
        ...once,
      }),
    { done: t('organisations.closed_now'), refresh: ['organisations'], silent: true },
  );
  return (
    <ReasonModal
      open={open}
      onClose={onClose}
      title={t('organisations.close_title', { name: organisation.name })}
      intro={t('organisations.close_what')}
      submitLabel={t('organisations.close')}
      danger
      act={close}
    />
  );
}
