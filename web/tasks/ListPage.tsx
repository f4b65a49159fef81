import { useSearchParams } from 'react-router';
import { useSession } from '../session.ts';
import { MyTasks } from './MyTasks.tsx';
import { ProgrammeTasks } from './ProgrammeTasks.tsx';

const overseers = ['programme_officer', 'leader', 'superior_officer'];

/** Tasks: a unit's own to-do page without a course; for those who oversee, the lists and pictures of programmes. */
export function ListPage() {
  const { roles } = useSession();
  const [params] = useSearchParams();
  const mine = params.get('mine');
  const own = mine === null ? !roles.some((role) => overseers.includes(role)) : mine === 'true' && !params.has('view');
  return own ? <MyTasks /> : <ProgrammeTasks />;
}
