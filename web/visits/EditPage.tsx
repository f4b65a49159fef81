import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useAct } from '../ui/useAct.ts';
import { ChosenFirm } from './FirmChoice.tsx';
import { visitTexts } from './texts.ts';
import { type Draft, useMissing, VisitForm } from './VisitForm.tsx';
import { stale, type Visit, visitQuery } from './visits.ts';
import './visits.css';

/** The visiting organisation corrects what it recorded; findings that are being followed up stay as they are. */
export function EditPage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const visit = useQuery({ ...visitQuery(id), staleTime: Number.POSITIVE_INFINITY });
  if (visit.error)
    return <Failed page={labels.noun('visits')} error={visit.error} retry={() => void visit.refetch()} />;
  return visit.data ? <Editor key={visit.data.version} visit={visit.data} /> : <Loading />;
}

function Editor({ visit }: { visit: Visit }) {
  const say = useTexts(visitTexts);
  const labels = useLabels();
  const navigate = useNavigate();
  const missing = useMissing();
  const { id, version } = visit;
  const [draft, setDraft] = useState<Draft>(() => draftOf(visit));
  const edit = useAct(
    (body: Draft & { version: number }, once) =>
      api.POST('/api/visits/{id}/edit', { params: { path: { id } }, body, ...once }),
    { refresh: stale, after: () => navigate(paths.visit(id)) },
  );
  return (
    <div className="visit-page">
      <PageHead
        title={say('edit_title')}
        parents={[
          { title: labels.noun('visits'), path: paths.visits },
          { title: visit.enterprise_name, path: paths.visit(id) },
        ]}
      />
      <ChosenFirm firm={{ name: visit.enterprise_name }} closes={[]} onCloses={() => undefined} />
      <VisitForm
        draft={draft}
        onChange={setDraft}
        onSave={() => void edit.run({ ...draft, version })}
        saving={edit.busy}
        missing={missing(draft)}
      />
    </div>
  );
}

function draftOf({ kind, visited_on, present, topics, note, internal_note, next_on, items }: Visit): Draft {
  const findings = items
    .filter(({ state }) => state === 'open')
    .map(({ id, topic, what, severity, remedy, due_on }) => ({ id, topic, what, severity, remedy, due_on }));
  return { kind, visited_on, present, topics, note, internal_note, next_on, findings, closes: [] };
}
