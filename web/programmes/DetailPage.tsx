import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { programmeStates } from '#domain/programmes/states.ts';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ActMenu } from '../ui/ActMenu.tsx';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateTag } from '../ui/StateTag.tsx';
import { useAct } from '../ui/useAct.ts';
import { useUndo } from '../ui/useUndo.ts';
import { CouncilTab } from './CouncilTab.tsx';
import { EditForm } from './EditForm.tsx';
import { LinkForm } from './LinkForm.tsx';
import { type Programme, programmeQuery } from './load.ts';
import { OutlineTab } from './OutlineTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PilotsTab } from './PilotsTab.tsx';
import { ReportsTab } from './ReportsTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';
import './programmes.css';

/** One programme: how it stands, its phases and measures, council, pilots, reports, the versions of its document. */
export function DetailPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const programme = useQuery(programmeQuery(id));
  if (programme.error)
    return (
      <>
        <PageHead title={labels.noun('programmes')} />
        <Failed error={programme.error} retry={() => void programme.refetch()} />
      </>
    );
  if (!programme.data) return <Loading />;
  return <Shown programme={programme.data} />;
}

function Shown({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [params, setParams] = useSearchParams();
  const { id, title, division_name, organisation_name, state } = programme;
  const tabs = [
    { key: 'overview', label: t('programmes.tab_overview'), children: <OverviewTab programme={programme} /> },
    { key: 'outline', label: t('programmes.tab_outline'), children: <OutlineTab programme={programme} /> },
    { key: 'council', label: labels.noun('councils'), children: <CouncilTab programme={programme} /> },
    { key: 'pilots', label: labels.noun('pilots'), children: <PilotsTab programme={programme} /> },
    { key: 'reports', label: labels.noun('reports'), children: <ReportsTab programme={programme} /> },
    { key: 'versions', label: t('programmes.tab_versions'), children: <VersionsTab programme={programme} /> },
  ];
  const tab = params.get('tab') ?? 'overview';
  return (
    <>
      <PageHead
        title={title}
        parents={[{ title: labels.noun('programmes'), path: paths.programmes }]}
        tags={<StateTag state={state} />}
        purpose={`${division_name} · ${organisation_name}`}
        primary={<UploadVersion programme={programme} />}
        secondary={<Acts programme={programme} />}
      />
      <nav className="programme-links" aria-label={t('programmes.links')}>
        <Link to={`${paths.tasks}?programme=${id}`}>
          {t('programmes.all_tasks', { count: programme.counts.tasks })}
        </Link>
        <Link to={`${paths.targets}?programme=${id}`}>
          {t('programmes.all_targets', { count: programme.counts.targets })}
        </Link>
        <Link to={paths.meetings(id)}>{labels.noun('meetings')}</Link>
      </nav>
      <Tabs
        activeKey={tabs.some(({ key }) => key === tab) ? tab : 'overview'}
        items={tabs}
        destroyOnHidden
        onChange={(key) => setParams(key === 'overview' ? {} : { tab: key }, { replace: true })}
      />
    </>
  );
}

const machineOf = (programme: Programme) => ({ table: programmeStates, state: programme.state });

/** Only the office that leads a programme changes it; the server says so too. */
export function useOwnership({ may_change }: Programme): string | null {
  const { t } = useTranslation();
  return may_change ? null : t('programmes.not_yours');
}

function UploadVersion({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reason = useOwnership(programme);
  if (!programme.may_change) return null;
  return (
    <ActButton act="plan.read" reason={reason} onClick={() => void navigate(`${paths.plans}?revises=${programme.id}`)}>
      {t('programmes.upload_version')}
    </ActButton>
  );
}

function Acts({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'edit' | 'link' | null>(null);
  const reason = useOwnership(programme);
  const undo = useUndo();
  const { id } = programme;
  const machine = machineOf(programme);
  const reopen = useAct(
    (version: number, once) =>
      api.POST('/api/programmes/{id}/reopen', { params: { path: { id } }, body: { version }, ...once }),
    { done: t('programmes.reopened') },
  );
  const close = useAct(
    (version: number, once) =>
      api.POST('/api/programmes/{id}/close', { params: { path: { id } }, body: { version }, ...once }),
    {
      quiet: true,
      after: ({ version, stopped }) => undo(t('programmes.closed', { count: stopped }), () => reopen.run(version)),
    },
  );
  if (!programme.may_change) return null;
  return (
    <>
      <ActMenu
        of={programme.title}
        acts={[
          { key: 'edit', act: 'programme.edit', machine, reason, run: () => setOpen('edit') },
          { key: 'link', act: 'programme.link', machine, reason, run: () => setOpen('link') },
          {
            key: 'close',
            act: 'programme.close',
            machine,
            reason,
            danger: true,
            run: () => void close.run(programme.version),
          },
          { key: 'reopen', act: 'programme.reopen', machine, reason, run: () => void reopen.run(programme.version) },
        ]}
      />
      <EditForm programme={programme} open={open === 'edit'} onClose={() => setOpen(null)} />
      <LinkForm programme={programme} open={open === 'link'} onClose={() => setOpen(null)} />
    </>
  );
}
