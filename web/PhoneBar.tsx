import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { useTranslation } from 'react-i18next';
import { useMenu } from './menu.tsx';
import { MenuLink } from './SideMenu.tsx';

/** The bar at the foot of a phone: the first four entries of the menu, and the rest behind "more". */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation();
  const items = useMenu().flatMap((group) => group.items);
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
