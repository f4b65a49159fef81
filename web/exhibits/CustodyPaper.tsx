import { useTranslation } from 'react-i18next';
import { useLabels } from '../i18n/labels.ts';
import { useStepFacts, useStepResult } from './CustodyTimeline.tsx';
import { type Exhibit, paperTime, useChainWords, useKindWords } from './exhibits.ts';

/** The custody record on paper: seen only when printing, one page for an ordinary exhibit, with room to sign. */
export function CustodyPaper({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const kindOf = useKindWords();
  const chainOf = useChainWords();
  const factsOf = useStepFacts();
  const resultOf = useStepResult();
  const { no, name, kind, taken_from, place, case_no, organisation_name, sha256, sm3, chain, record } = exhibit;
  return (
    <section className="custody-paper" aria-hidden="true">
      <p className="paper-title">{t('exhibits.paper_title')}</p>
      <table>
        <tbody>
          <tr>
            <th>{t('exhibits.number')}</th>
            <td>{no}</td>
            <th>{t('exhibits.case_no')}</th>
            <td>{case_no}</td>
          </tr>
          <tr>
            <th>{t('exhibits.name')}</th>
            <td>{name}</td>
            <th>{t('exhibits.kind')}</th>
            <td>{kindOf(kind)}</td>
          </tr>
          <tr>
            <th>{t('exhibits.taken_from')}</th>
            <td>{taken_from}</td>
            <th>{t('exhibits.place')}</th>
            <td>{place}</td>
          </tr>
          <tr>
            <th>{t('exhibits.organisation')}</th>
            <td>{organisation_name}</td>
            <th>{t('exhibits.chain')}</th>
            <td>
              {record.length === 0 ? t('exhibits.chain_not_begun') : chainOf(chain.state)}{' '}
              {chain.since && paperTime(chain.since)}
            </td>
          </tr>
          {sha256 && (
            <tr>
              <th>{t('exhibits.digests')}</th>
              <td colSpan={3} className="paper-digests">
                SHA-256 {sha256}
                <br />
                SM3 {sm3}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <table>
        <thead>
          <tr>
            <th>{t('exhibits.step_no')}</th>
            <th>{t('exhibits.step')}</th>
            <th>{t('exhibits.step_at')}</th>
            <th>{t('exhibits.step_by')}</th>
            <th>{t('exhibits.step_facts')}</th>
          </tr>
        </thead>
        <tbody>
          {record.map((step) => (
            <tr key={step.id}>
              <td>{step.no}</td>
              <td>
                {labels.verb(step.act)}
                <br />
                {resultOf(step)}
              </td>
              <td>
                <time dateTime={step.at}>{paperTime(step.at)}</time>
              </td>
              <td>
                {step.organisation_name}
                <br />
                {step.person_name}
              </td>
              <td>
                {factsOf(step)
                  .map(([label, value]) => t('ui.pair', { name: label, value }))
                  .join('; ')}
                <div className="paper-digests">{t('exhibits.paper_deposit', { id: step.deposit })}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-signs">
        <span>{t('exhibits.sign_keeper')}</span>
        <span>{t('exhibits.sign_second')}</span>
        <span>{t('exhibits.sign_holder')}</span>
      </p>
    </section>
  );
}
