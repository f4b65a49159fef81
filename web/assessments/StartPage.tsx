import { useQuery } from '@tanstack/react-query';
import { Alert, Radio } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { profileFor } from '#domain/assessments/rules.ts';
import { api } from '../api.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { dayLabel } from '../ui/DayText.tsx';
import { Failed } from '../ui/Failed.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { useAct } from '../ui/useAct.ts';
import { loadAssessments, loadFirm, loadFormOf, searchFirms, stale } from './assessments.ts';
import { texts } from './texts.ts';
import './assessments.css';

/** Before the first question: what it is, how long it takes, and whose assessment it will be. */
export function StartPage() {
  const t = useTexts(texts);
  const labels = useLabels();
  const { post } = useSession();
  const [params, setParams] = useSearchParams();
  const own = post?.organisation_kind === 'enterprise' ? post.organisation : null;
  const firm = own ?? params.get('enterprise');
  return (
    <>
      <PageHead
        title={t('start_title')}
        purpose={t('start_purpose')}
        parents={[{ title: labels.noun('assessments'), path: paths.assessments }]}
      />
      <div className="stack fill">
        <section className="card">
          <ul className="start-list">
            {(['what_1', 'what_2', 'what_3', 'what_4', 'what_5'] as const).map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
          </ul>
          {own === null && (
            <>
              <h2>{t('choose_firm')}</h2>
              <SearchSelect
                of="enterprises"
                search={searchFirms}
                value={firm}
                aria-label={t('choose_firm')}
                placeholder={t('choose_firm_hint')}
                className="start-firm"
                onChange={(value) => setParams(value ? { enterprise: value } : {}, { replace: true })}
              />
            </>
          )}
        </section>
        {firm && <Begin key={firm} firm={firm} />}
      </div>
    </>
  );
}

/** One firm: what is being filled, what the last one said, and the button. */
function Begin({ firm }: { firm: string }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<'micro' | 'standard' | null>(null);
  const found = useQuery({ queryKey: ['enterprises', firm], queryFn: () => loadFirm(firm) });
  const list = useQuery({
    queryKey: ['assessments', 'of', firm],
    queryFn: () => loadAssessments({ enterprise: firm, size: 20 }),
  });
  const start = useAct(
    (body: { enterprise: string; profile: 'micro' | 'standard' }, once) =>
      api.POST('/api/assessments', { body, ...once }),
    {
      quiet: true,
      refresh: stale,
      after: ({ id }) => navigate(paths.assessment(id)),
    },
  );
  const asked = useQuery({ queryKey: ['forms', 'of', firm], queryFn: () => loadFormOf(firm) });
  const error = found.error ?? list.error;
  if (error) return <Failed error={error} />;
  if (!found.data || !list.data) return null;
  const [form] = asked.data?.rows ?? [];
  const profile = chosen ?? profileFor(found.data.size);
  const draft = list.data.rows.find(({ state }) => state === 'draft');
  const last = list.data.rows.find(({ state }) => state === 'finished');
  return (
    <section className="card">
      <h2>{found.data.name}</h2>
      {last?.grade && last.finished_on && (
        <p>
          {t('last_one', { day: dayLabel(last.finished_on, language), score: last.score ?? '', grade: last.grade })}{' '}
          <Link to={paths.assessmentResult(last.id)}>{t('see_last')}</Link>
        </p>
      )}
      {draft ? (
        <Alert
          type="info"
          showIcon
          title={t('draft_open', { answered: draft.answered, asked: draft.asked })}
          action={
            <ActButton type="primary" act="assessment.answer" onClick={() => void navigate(paths.assessment(draft.id))}>
              {t('go_on')}
            </ActButton>
          }
        />
      ) : asked.error ? (
        <Failed error={asked.error} />
      ) : (
        <div className="stack">
          {form && <p>{t('asked_by', { title: form.title, version: form.version, minutes: form.minutes })}</p>}
          <fieldset className="start-profile">
            <legend>{t('size_of_form')}</legend>
            <Radio.Group value={profile} onChange={(event) => setChosen(event.target.value)}>
              <Radio value="micro">{t('profile_micro')}</Radio>
              <Radio value="standard">{t('profile_standard')}</Radio>
            </Radio.Group>
            <p className="muted">{t('profile_why')}</p>
          </fieldset>
          <div>
            <ActButton
              size="large"
              type="primary"
              act="assessment.start"
              loading={start.busy}
              onClick={() => void start.run({ enterprise: firm, profile })}
            >
              {t('begin')}
            </ActButton>
          </div>
        </div>
      )}
    </section>
  );
}
