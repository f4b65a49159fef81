import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partStates } from '#domain/tasks/states.ts';
import { useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { DayText } from '../ui/DayText.tsx';
import { StateTag, Tag } from '../ui/StateTag.tsx';
import { useWanted } from '../ui/useWanted.ts';
import { type PartAct, PartForms } from './PartForms.tsx';
import type { Task } from './tasks.ts';

/** What my own organisation has to do in this task, with its acts; nothing when it has no part. */
export function MyPartCard({ task }: { task: Task }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const mine = task.parts.filter(
    ({ organisation, state }) => organisation !== null && organisation === post?.organisation && state !== 'cancelled',
  );
  const [part] = mine;
  const wanted = useWanted(['note', 'report', 'ask-extension']);
  const possible = wanted !== null && part?.state === 'assigned' && task.programme_state === 'running';
  const [act, setAct] = useState<PartAct | null>(possible ? wanted : null);
  if (!part) return null;
  const machine = { table: partStates, state: part.state };
  const closed = task.programme_state === 'running' ? null : t('tasks.programme_closed');
  const pending = task.extensions.some((extension) => extension.part === part.id && extension.state === 'asked');
  const noMore = part.due_on === null ? t('tasks.no_date_no_extension') : pending ? t('tasks.extension_pending') : null;
  return (
    <section className="card my-part" aria-labelledby="my-part">
      <h2 id="my-part">{t('tasks.our_part')}</h2>
      <div className="row">
        <Tag tone={part.role === 'lead' ? 'busy' : 'plain'}>
          {part.role === 'lead' ? t('tasks.we_lead') : t('tasks.we_support')}
        </Tag>
        <StateTag state={part.state} />
        <DayText day={part.due_on} due settled={part.state !== 'assigned'} />
      </div>
      <div className="my-task-acts">
        <ActButton type="primary" act="task.note" machine={machine} reason={closed} onClick={() => setAct('note')} />
        <ActButton act="task.report" machine={machine} reason={closed} onClick={() => setAct('report')} />
        <ActButton
          act="task.ask-extension"
          machine={machine}
          reason={closed ?? noMore}
          onClick={() => setAct('ask-extension')}
        />
      </div>
      <PartForms
        mine={{ task: task.id, text: task.text, part: part.id, due_on: part.due_on }}
        act={act}
        onClose={() => setAct(null)}
      />
    </section>
  );
}
