import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, read } from '../api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { LinkCard } from './LinkCard.tsx';
import { SheetCard } from './SheetCard.tsx';
import { texts } from './texts.ts';
import './remedies.css';

const load = (id: string) => read(api.GET('/api/assessments/{id}', { params: { path: { id } } }));

/** One assessment for others: as a sheet, by a link, and its report. */
export function SharePage() {
  const { id = '' } = useParams();
  const labels = useLabels();
  const say = useTexts(texts);
  const found = useQuery({ queryKey: ['assessments', id, 'share'], queryFn: () => load(id) });
  if (found.error)
    return <Failed page={labels.noun('assessments')} error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { enterprise_name, state } = found.data;
  const draft = state === 'draft';
  return (
    <>
      <PageHead
        title={`${say('share')} · ${enterprise_name}`}
        purpose={say('share_purpose')}
        parents={[{ title: labels.noun('assessments'), path: paths.assessment(id) }]}
      />
      <div className="share-grid">
        <SheetCard assessment={id} draft={draft} />
        <LinkCard assessment={id} draft={draft} />
        <ReportCard assessment={id} finished={state === 'finished'} />
      </div>
    </>
  );
}

function ReportCard({ assessment, finished }: { assessment: string; finished: boolean }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { message } = App.useApp();
  const get = (language: 'zh' | 'en') => () =>
    download(`/api/assessments/${assessment}/report.docx?language=${language}`).catch((error: unknown) => {
      message.error(sentenceOf(error, t));
    });
  return (
    <section className="card" aria-label={say('report')}>
      <h2>{say('report')}</h2>
      <p>{say('report_how')}</p>
      {finished ? (
        <div className="share-acts">
          <Button type="primary" onClick={get('zh')}>
            {say('report_zh')}
          </Button>
          <Button onClick={get('en')}>{say('report_en')}</Button>
        </div>
      ) : (
        <p className="muted">{say('only_finished')}</p>
      )}
    </section>
  );
}
