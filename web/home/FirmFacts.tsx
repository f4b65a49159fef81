import { Link } from 'react-router';
import { useLabels } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { DayText } from '../ui/DayText.tsx';
import type { Home } from './home.ts';
import { homeTexts } from './texts.ts';

/** How a firm stands once its first steps are done: its grade and when it is due again, and what it keeps. */
export function FirmFacts({ firm }: { firm: NonNullable<Home['firm']> }) {
  const say = useTexts(homeTexts);
  const labels = useLabels();
  const { grade, assessed_on, retest_on, secrets, documents, members, agreements } = firm;
  return (
    <section aria-labelledby="home-firm" className="home-firm">
      <h2 id="home-firm">{say('firm_stands')}</h2>
      <dl className="facts card">
        <dt>{labels.noun('assessments')}</dt>
        <dd>
          <Link to={paths.assessments}>{say('assess_done', { grade: grade ?? '' })}</Link> <DayText day={assessed_on} />
        </dd>
        <dt>{say('firm_retest')}</dt>
        <dd>
          <DayText day={retest_on} due />
        </dd>
        <dt>{labels.noun('secrets')}</dt>
        <dd>
          <Link to={paths.secrets}>{say('secrets_done', { count: secrets })}</Link>
        </dd>
        <dt>{labels.noun('documents')}</dt>
        <dd>
          <Link to={paths.documents}>{say('firm_documents', { count: documents })}</Link>
        </dd>
        <dt>{labels.noun('members')}</dt>
        <dd>
          <Link to={paths.members}>{say('firm_members', { count: members })}</Link>
        </dd>
        <dt>{labels.noun('agreements')}</dt>
        <dd>
          <Link to={paths.agreements}>{say('firm_agreements', { count: agreements })}</Link>
        </dd>
      </dl>
    </section>
  );
}
