import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Readiness } from '#domain/leaks/readiness.ts';
import { api, read } from '../api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { useAct } from '../ui/useAct.ts';
import { stale } from './leaks.ts';
import { useReadinessSay } from './readiness.ts';

/** Parts that are missing become tasks of the firm with a day; only the names of parts leave the browser (C23). */
export function Tasks({ secret, readiness }: { secret: string; readiness: Readiness }) {
  const say = useReadinessSay();
  const open = useQuery({
    queryKey: ['leaks', 'preparations', secret],
    queryFn: () => read(api.GET('/api/leaks/preparations', { params: { query: { secret, state: 'open', size: 50 } } })),
  });
  const missing = readiness.parts.filter((part) => part.missing.length > 0).map(({ part }) => part);
  const prepare = useAct(
    (_: null, once) =>
      api.POST('/api/leaks/preparations/{secret}/prepare', {
        params: { path: { secret } },
        body: { missing },
        ...once,
      }),
    { refresh: stale, done: ({ opened, settled }) => say('tasks_made', { opened, settled }) },
  );
  const drop = useAct(
    ({ id, version }: { id: string; version: number }, once) =>
      api.POST('/api/leaks/preparations/{id}/settle', {
        params: { path: { id } },
        body: { version, done: false },
        ...once,
      }),
    { refresh: stale, done: say('task_dropped') },
  );
  const rows = open.data?.rows ?? [];
  const same = rows.length === missing.length && rows.every(({ part }) => missing.includes(part));
  return (
    <>
      {rows.length > 0 && (
        <ul className="plain-list leak-lines" aria-label={say('tasks')}>
          {rows.map(({ id, part, due_on, version }) => (
            <li key={id}>
              {say(`part_${part}`)} <DayText day={due_on} due />{' '}
              <Button
                type="text"
                size="small"
                aria-label={`${say('task_drop')}：${say(`part_${part}`)}`}
                disabled={drop.busy}
                onClick={() => void drop.run({ id, version })}
              >
                {say('task_drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {(missing.length > 0 || rows.length > 0) && (
        <ActButton
          act="leak.prepare"
          loading={prepare.busy}
          reason={open.data && same ? say('tasks_same') : null}
          onClick={() => void prepare.run(null)}
        >
          {say(rows.length > 0 ? 'update_tasks' : 'make_tasks')}
        </ActButton>
      )}
    </>
  );
}
