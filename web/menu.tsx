import AimOutlined from '@ant-design/icons/es/icons/AimOutlined';
import AlertOutlined from '@ant-design/icons/es/icons/AlertOutlined';
import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined';
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import CompassOutlined from '@ant-design/icons/es/icons/CompassOutlined';
import EnvironmentOutlined from '@ant-design/icons/es/icons/EnvironmentOutlined';
import ExportOutlined from '@ant-design/icons/es/icons/ExportOutlined';
import EyeOutlined from '@ant-design/icons/es/icons/EyeOutlined';
import FileTextOutlined from '@ant-design/icons/es/icons/FileTextOutlined';
import FormOutlined from '@ant-design/icons/es/icons/FormOutlined';
import FundOutlined from '@ant-design/icons/es/icons/FundOutlined';
import HistoryOutlined from '@ant-design/icons/es/icons/HistoryOutlined';
import HomeOutlined from '@ant-design/icons/es/icons/HomeOutlined';
import IdcardOutlined from '@ant-design/icons/es/icons/IdcardOutlined';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import KeyOutlined from '@ant-design/icons/es/icons/KeyOutlined';
import LineChartOutlined from '@ant-design/icons/es/icons/LineChartOutlined';
import LockOutlined from '@ant-design/icons/es/icons/LockOutlined';
import PieChartOutlined from '@ant-design/icons/es/icons/PieChartOutlined';
import ProjectOutlined from '@ant-design/icons/es/icons/ProjectOutlined';
import ReadOutlined from '@ant-design/icons/es/icons/ReadOutlined';
import SafetyCertificateOutlined from '@ant-design/icons/es/icons/SafetyCertificateOutlined';
import SettingOutlined from '@ant-design/icons/es/icons/SettingOutlined';
import ShopOutlined from '@ant-design/icons/es/icons/ShopOutlined';
import SolutionOutlined from '@ant-design/icons/es/icons/SolutionOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import ToolOutlined from '@ant-design/icons/es/icons/ToolOutlined';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keepsExhibits } from '#domain/exhibits/rules.ts';
import type { Noun } from '#domain/glossary.ts';
import type { Act } from '#domain/permissions.ts';
import { useLabels } from './i18n/labels.ts';
import { paths } from './paths.ts';
import { useMay, useSession } from './session.ts';

export type MenuItem = { readonly path: string; readonly label: string; readonly icon: ReactNode };
export type MenuGroup = { readonly label: string; readonly items: readonly MenuItem[] };

type Entry = {
  path: string;
  name: Noun | 'overview' | 'leader' | 'monitor';
  icon: ReactNode;
  acts: readonly Act[];
  /** Only for organisations of some kinds. */
  of?: (kind: string | null) => boolean;
};

/** Every entry of the menu with the acts of its page: it shows when the person may do at least one. */
const entries = {
  home: { path: paths.home, name: 'home', icon: <HomeOutlined />, acts: ['home.show'] },
  leader: { path: paths.leader, name: 'leader', icon: <FundOutlined />, acts: ['home.leader'] },
  overview: { path: paths.overview, name: 'overview', icon: <TableOutlined />, acts: ['programme.overview'] },
  programmes: { path: paths.programmes, name: 'programmes', icon: <ProjectOutlined />, acts: ['programme.list'] },
  plans: { path: paths.plans, name: 'plans', icon: <FileTextOutlined />, acts: ['plan.list'] },
  tasks: { path: paths.tasks, name: 'tasks', icon: <CheckSquareOutlined />, acts: ['task.list'] },
  targets: { path: paths.targets, name: 'targets', icon: <AimOutlined />, acts: ['target.list'] },
  exhibits: {
    path: paths.exhibits,
    name: 'exhibits',
    icon: <InboxOutlined />,
    acts: ['exhibit.list'],
    of: keepsExhibits,
  },
  assessments: { path: paths.assessments, name: 'assessments', icon: <AuditOutlined />, acts: ['assessment.list'] },
  remedies: { path: paths.remedies, name: 'remedies', icon: <ToolOutlined />, acts: ['remedy.list'] },
  documents: {
    path: paths.documents,
    name: 'documents',
    icon: <ReadOutlined />,
    acts: ['document.list', 'document.template'],
    of: (kind) => kind === 'enterprise' || kind === 'station',
  },
  members: { path: paths.members, name: 'members', icon: <IdcardOutlined />, acts: ['member.list'] },
  agreements: { path: paths.agreements, name: 'agreements', icon: <SolutionOutlined />, acts: ['agreement.list'] },
  identities: { path: paths.identities, name: 'identities', icon: <KeyOutlined />, acts: ['identity.show'] },
  disclosures: {
    path: paths.disclosures,
    name: 'disclosures',
    icon: <ExportOutlined />,
    acts: ['disclosure.list'],
  },
  secrets: { path: paths.secrets, name: 'secrets', icon: <LockOutlined />, acts: ['secret.list'] },
  leaks: { path: paths.leaks, name: 'leaks', icon: <AlertOutlined />, acts: ['leak.list'] },
  evidence: { path: paths.evidence, name: 'evidence', icon: <SafetyCertificateOutlined />, acts: ['evidence.list'] },
  enterprises: { path: paths.enterprises, name: 'enterprises', icon: <ShopOutlined />, acts: ['enterprise.list'] },
  visits: { path: paths.visits, name: 'visits', icon: <CompassOutlined />, acts: ['visit.list'] },
  coverage: { path: paths.coverage, name: 'coverage', icon: <PieChartOutlined />, acts: ['coverage.show'] },
  forms: { path: paths.forms, name: 'forms', icon: <FormOutlined />, acts: ['form.add'] },
  organisations: {
    path: paths.organisations,
    name: 'organisations',
    icon: <ApartmentOutlined />,
    acts: ['organisation.list'],
  },
  people: { path: paths.people, name: 'people', icon: <TeamOutlined />, acts: ['person.list'] },
  statistics: { path: paths.statistics, name: 'statistics', icon: <LineChartOutlined />, acts: ['target.list'] },
  divisions: { path: paths.divisions, name: 'divisions', icon: <EnvironmentOutlined />, acts: ['division.add'] },
  monitor: { path: paths.monitor, name: 'monitor', icon: <EyeOutlined />, acts: ['evidence.monitor'] },
  events: { path: paths.events, name: 'events', icon: <HistoryOutlined />, acts: ['event.list'] },
  settings: { path: paths.settings, name: 'settings', icon: <SettingOutlined />, acts: ['setting.list'] },
} as const satisfies Readonly<Record<string, Entry>>;

type Key = keyof typeof entries;
type Group = 'work' | 'firms' | 'protection' | 'people' | 'region' | 'directory' | 'system';
type Layout = readonly (readonly [Group, readonly Key[]])[];

/** In the order in which an office works: its programme, then its firms. */
const officeLayout: Layout = [
  ['work', ['home', 'leader', 'overview', 'programmes', 'plans', 'tasks', 'targets', 'exhibits', 'evidence']],
  ['firms', ['enterprises', 'visits', 'assessments', 'remedies', 'coverage', 'documents', 'forms']],
  ['protection', ['members', 'agreements', 'secrets', 'disclosures', 'leaks', 'identities']],
  ['directory', ['organisations', 'people', 'statistics', 'divisions']],
  ['system', ['monitor', 'events', 'settings']],
];

/** In the order in which a firm protects itself: what is weak, its texts and people, its secrets; then the region. */
const firmLayout: Layout = [
  ['protection', ['home', 'assessments', 'remedies', 'documents', 'secrets', 'disclosures', 'leaks', 'evidence']],
  ['people', ['members', 'agreements', 'identities']],
  ['region', ['visits', 'enterprises', 'programmes', 'plans', 'tasks', 'targets', 'exhibits']],
  ['directory', ['organisations', 'people', 'statistics', 'forms', 'divisions']],
  ['system', ['leader', 'overview', 'coverage', 'monitor', 'events', 'settings']],
];

/** The menu of the present post, computed from domain/permissions.ts. Groups without an entry are left out. */
export function useMenu(): MenuGroup[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const kind = useSession().post?.organisation_kind ?? null;
  const other = { overview: t('shell.overview'), leader: t('shell.leader'), monitor: t('shell.monitor') };
  const labelOf = (name: Entry['name']): string =>
    name === 'overview' || name === 'leader' || name === 'monitor' ? other[name] : labels.noun(name);
  const shown = (keys: readonly Key[]): MenuItem[] =>
    keys
      .map((key): Entry => entries[key])
      .filter(({ acts, of }) => acts.some(may) && (of?.(kind) ?? true))
      .map(({ path, name, icon }) => ({ path, icon, label: labelOf(name) }));
  return (kind === 'enterprise' ? firmLayout : officeLayout)
    .map(([group, keys]) => ({ label: t(`shell.group_${group}`), items: shown(keys) }))
    .filter(({ items }) => items.length > 0);
}
