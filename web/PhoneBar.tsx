import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { useTranslation } from 'react-i18next';
import { type MenuItem, useMenu } from './menu.tsx';
import { paths } from './paths.ts';
import { MenuLink } from './SideMenu.tsx';
import { useMay, useSession } from './session.ts';

/** What is nearest to the thumb: for those who do tasks, serve firms, are a firm, or answer for the result. */
const forDoers: readonly string[] = [paths.home, paths.tasks, paths.programmes, paths.overview, paths.targets];
const forStations: readonly string[] = [paths.home, paths.visits, paths.enterprises, paths.assessments];
const forFirms: readonly string[] = [paths.home, paths.secrets, paths.assessments, paths.remedies, paths.agreements];
const forLeaders: readonly string[] = [paths.home, paths.leader, paths.programmes, paths.tasks];

/** The bar at the foot of a phone: four entries of the menu, and the rest behind "more". */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const kind = useSession().post?.organisation_kind;
  const others = may('task.note') ? forDoers : forLeaders;
  const order = kind === 'station' ? forStations : kind === 'enterprise' ? forFirms : others;
  const rank = ({ path }: MenuItem): number => (order.includes(path) ? order.indexOf(path) : order.length);
  const items = useMenu()
    .flatMap((group) => group.items)
    .sort((a, b) => rank(a) - rank(b));
  return (
    <nav aria-label={t('shell.quick')} className="phone-bar">
      {items.slice(0, 4).map((item) => (
        <MenuLink key={item.path} item={item} />
      ))}
      <button type="button" className="menu-link" onClick={onMore}>
        <MenuOutlined aria-hidden="true" />
        <span>{t('shell.more')}</span>
      </button>
    </nav>
  );
}
