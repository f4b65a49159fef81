import { Link } from 'react-router';
import { useTexts } from '../i18n/texts.ts';
import { paths } from '../paths.ts';
import { Tag } from '../ui/StateTag.tsx';
import { FirmFacts } from './FirmFacts.tsx';
import type { Home } from './home.ts';
import { homeTexts } from './texts.ts';

type Start = NonNullable<Home['firm']>;
type Step = { path: string; title: string; why: string; done: boolean; fact: string };

/** The first steps of a firm, with marks that come from facts; when all are done, how it stands. */
export function FirmStart({ firm }: { firm: Start }) {
  const say = useTexts(homeTexts);
  const steps = useSteps(firm);
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return <FirmFacts firm={firm} />;
  const next = steps.findIndex((step) => !step.done);
  return (
    <section aria-labelledby="home-start" className="home-start">
      <h2 id="home-start">{say('start')}</h2>
      <p className="muted">{say('start_of', { done })}</p>
      <ol className="start-steps">
        {steps.map((step, index) => (
          <li key={step.path} className={index === next ? 'card start-next' : 'card'}>
            <h3>
              <Link to={step.path}>
                {index + 1}. {step.title}
              </Link>
            </h3>
            <p className="muted">{step.done ? step.fact : step.why}</p>
            <Tag tone={step.done ? 'good' : index === next ? 'busy' : 'plain'}>
              {step.done ? say('step_done') : index === next ? say('step_next') : say('step_todo')}
            </Tag>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSteps({ assessed_on, grade, keys, secrets, members, agreements }: Start): readonly Step[] {
  const say = useTexts(homeTexts);
  return [
    {
      ...{ path: assessed_on ? paths.assessments : paths.newAssessment, title: say('assess'), why: say('assess_why') },
      ...{ done: assessed_on !== null, fact: say('assess_done', { grade: grade ?? '' }) },
    },
    { path: paths.identities, title: say('keys'), why: say('keys_why'), done: keys, fact: say('keys_done') },
    {
      ...{ path: paths.secrets, title: say('secrets'), why: say('secrets_why') },
      ...{ done: secrets > 0, fact: say('secrets_done', { count: secrets }) },
    },
    {
      ...{ path: paths.members, title: say('people'), done: agreements > 0 },
      why: members > 0 ? say('people_some', { members }) : say('people_why'),
      fact: say('people_done', { members, agreements }),
    },
  ];
}
