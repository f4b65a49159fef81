import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { EvidenceOfRow } from '../EvidenceOfRow.tsx';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { useWords } from '../i18n/words.ts';
import { paths } from '../paths.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { dayLabel } from '../ui/DayText.tsx';
import { download } from '../ui/download.ts';
import { Failed } from '../ui/Failed.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RadarChart } from '../ui/RadarChart.tsx';
import { Tag } from '../ui/StateTag.tsx';
import { sentenceOf } from '../ui/sentenceOf.ts';
import { gradeTones, type Result, resultQuery } from './assessments.ts';
import { Changes, Classes, Sector } from './ResultCards.tsx';
import { texts } from './texts.ts';
import { WeakPoints } from './WeakPoints.tsx';
import './assessments.css';

/** What a finished assessment says. Prints as a report of a few pages. */
export function ResultPage() {
  const { id = '' } = useParams();
  const t = useTexts(texts);
  const result = useQuery(resultQuery(id));
  if (result.error) return <Failed page={t('result_title')} error={result.error} retry={() => void result.refetch()} />;
  if (!result.data) return <Loading />;
  return <Shown result={result.data} />;
}

function Shown({ result }: { result: Result }) {
  const t = useTexts(texts);
  const labels = useLabels();
  const language = useLanguage();
  const navigate = useNavigate();
  const { t: ui } = useTranslation();
  const { message } = App.useApp();
  const { id, enterprise, enterprise_name, form_title, form_version, finished_on } = result;
  const facts = { form: form_title, version: form_version, day: finished_on ? dayLabel(finished_on, language) : '' };
  const report = () =>
    download(`/api/assessments/${id}/report.docx`).catch((error: unknown) => {
      message.error(sentenceOf(error, ui));
    });
  return (
    <>
      <PageHead
        title={t('result_title')}
        tags={<strong>{enterprise_name}</strong>}
        purpose={t('result_purpose', facts)}
        parents={[{ title: labels.noun('assessments'), path: paths.assessments }]}
        secondary={
          <>
            <Button onClick={report}>{t('report')}</Button>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
        primary={
          <ActButton
            act="assessment.start"
            onClick={() => void navigate(`${paths.newAssessment}?enterprise=${enterprise}`)}
          >
            {t('again')}
          </ActButton>
        }
      />
      <div className="stack">
        <div className="result-top">
          <Score result={result} />
          <section className="card">
            <Radar result={result} />
          </section>
        </div>
        <Classes covered={result.classes} />
        <WeakPoints result={result} />
        <Changes result={result} />
        <Sector result={result} />
        <EvidenceOfRow noun="assessment" row={id} />
      </div>
    </>
  );
}

/** Score and grade, and why the grade is not that of the score. */
function Score({ result }: { result: Result }) {
  const t = useTexts(texts);
  const words = useWords();
  const language = useLanguage();
  const { score, grade, uncapped, missing, retest_on, content, unsupported } = result;
  if (grade === null) return null;
  const { cutoffs, basis } = content.scoring;
  const facts = { uncapped, grade, count: missing.length };
  return (
    <section className="card">
      <div className="result-score">
        <span className={`result-grade ${gradeTones[grade]}`} role="img" aria-label={t('grade_word', { grade })}>
          {grade}
        </span>
        <span className="result-points">{t('points', { score: score ?? 0 })}</span>
      </div>
      <p>{t(uncapped !== grade ? 'capped' : missing.length > 0 ? 'missing_some' : 'not_capped', facts)}</p>
      {missing.length > 0 && (
        <p className="row">
          <strong>{t('key_missing_title')}</strong>
          {missing.map((code) => (
            <Tag key={code} tone="bad">
              {code}
            </Tag>
          ))}
        </p>
      )}
      {unsupported.length > 0 && (
        <p className="muted">{t('unsupported', { count: unsupported.length, items: unsupported.join('、') })}</p>
      )}
      {retest_on && <p>{t('retest', { day: dayLabel(retest_on, language) })}</p>}
      <p className="muted">{t('scale_of', { ...cutoffs, basis: words(basis) })}</p>
    </section>
  );
}

function Radar({ result: { content, dimensions, previous } }: { result: Result }) {
  const t = useTexts(texts);
  const words = useWords();
  const shown = content.dimensions.filter(({ code }) => dimensions.some((one) => one.code === code));
  const values = (of: Result['dimensions']) =>
    shown.map(({ code }) => of.find((one) => one.code === code)?.score ?? null);
  const series = [
    { name: t('this_time'), values: values(dimensions) },
    ...(previous ? [{ name: t('last_time'), values: values(previous.dimensions) }] : []),
  ];
  return (
    <RadarChart
      title={t('radar')}
      axis={t('part')}
      spokes={shown.map(({ code, title }) => `${code} ${words(title)}`)}
      series={series}
      most={100}
    />
  );
}
