import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { type MenuItem, useMenu } from './menu.tsx';
import { paths } from './paths.ts';

/** The main menu: a plain list of links, so that Tab and a screen reader need no explanation. */
export function SideMenu({ onPick }: { onPick?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('shell.menu')} className="side-menu">
      {useMenu().map(({ label, items }) => (
        <section key={label} aria-label={label}>
          <div className="side-menu-group" aria-hidden="true">
            {label}
          </div>
          <ul>
            {items.map((item) => (
              <li key={item.path}>
                <MenuLink item={item} onPick={onPick} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** One entry; React Router marks the present one with aria-current. */
export function MenuLink({
  item: { path, label, icon },
  onPick,
}: {
  item: MenuItem;
  onPick?: (() => void) | undefined;
}) {
  return (
    <NavLink to={path} end={path === paths.home} onClick={onPick} className="menu-link">
      <span aria-hidden="true">{icon}</span>
      <span>{label}</span>
    </NavLink>
  );
}
