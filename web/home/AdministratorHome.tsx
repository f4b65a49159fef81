import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMenu } from '../menu.tsx';
import { paths } from '../paths.ts';
import { PageHead } from '../ui/PageHead.tsx';
import './home.css';

/** Administrators have no business to do: their home page is the menu with larger doors. */
export function AdministratorHome() {
  const { t } = useTranslation();
  const items = useMenu().flatMap((group) => group.items);
  return (
    <>
      <PageHead title={t('home.administrator')} purpose={t('home.administrator_why')} />
      <ul className="people-cards">
        {[...items, { path: paths.account, label: t('shell.account'), icon: null }].map(({ path, label, icon }) => (
          <li key={path}>
            <Link to={path} className="person-card">
              <strong>
                <span aria-hidden="true">{icon}</span> {label}
              </strong>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
