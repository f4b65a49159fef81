import { useTranslation } from 'react-i18next';
import type { Role } from '#domain/glossary.ts';
import { api } from '../api.ts';
import { FormDrawer } from '../ui/FormDrawer.tsx';
import { useAct } from '../ui/useAct.ts';
import { PostFields } from './PostFields.tsx';
import type { Person } from './people.ts';

type Values = { organisation: string; title: string; unit?: string; roles: Role[] };

/** One more post for a person. */
export function AppointForm({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const appoint = useAct(
    ({ unit, ...rest }: Values, once) =>
      api.POST('/api/people/{id}/appoint', {
        params: { path: { id: person.id } },
        body: { ...rest, ...(unit?.trim() ? { unit: unit.trim() } : {}) },
        ...once,
      }),
    { done: t('people.appointed'), refresh: ['people', 'organisations'], silent: true },
  );
  return (
    <FormDrawer<Values, { post: string }>
      open={open}
      onClose={onClose}
      title={t('people.appoint_title', { name: person.name })}
      intro={t('people.appoint_why')}
      act={appoint}
    >
      <PostFields />
    </FormDrawer>
  );
}
