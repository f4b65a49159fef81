import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import { Button, Input } from 'antd';
import { uuidv7 } from 'uuidv7';
import { addDays } from '#domain/clock.ts';
import { frequentFindings } from '#domain/visits/frequent.ts';
import { useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { Chips } from './Chips.tsx';
import { visitTexts } from './texts.ts';
import { type FindingBody, severities, topics, useVisitWords } from './visits.ts';

type Props = { findings: readonly FindingBody[]; visited_on: string; onChange: (findings: FindingBody[]) => void };

/** What was found: common ones by one tap, each then to be changed; or written. */
export function FindingInputs({ findings, visited_on, onChange }: Props) {
  const say = useTexts(visitTexts);
  const language = useLanguage();
  const has = (what: string): boolean => findings.some((finding) => finding.what === what);
  const toggle = (what: string): void => {
    const common = frequentFindings.find((one) => one.what === what);
    if (!common) return;
    const { topic, severity, remedy, days } = common;
    const made = { id: uuidv7(), topic, what, severity, remedy, due_on: addDays(visited_on, days) };
    onChange(has(what) ? findings.filter((finding) => finding.what !== what) : [...findings, made]);
  };
  const write = (): void =>
    onChange([...findings, { id: uuidv7(), topic: null, what: '', severity: 'medium', remedy: null, due_on: null }]);
  return (
    <>
      <Chips
        label={say('common')}
        options={frequentFindings.map(({ what, short, english }) => ({
          value: what,
          label: language === 'zh' ? short : english,
        }))}
        chosen={findings.map(({ what }) => what)}
        onPick={toggle}
      />
      <ol className="plain-list finding-list">
        {findings.map((finding, index) => (
          <li key={finding.id}>
            <FindingInput
              finding={finding}
              number={index + 1}
              min={visited_on}
              onChange={(next) => onChange(findings.map((one) => (one.id === finding.id ? next : one)))}
              onRemove={() => onChange(findings.filter((one) => one.id !== finding.id))}
            />
          </li>
        ))}
      </ol>
      {findings.length < 20 && <Button onClick={write}>{say('finding_add')}</Button>}
    </>
  );
}

function FindingInput({
  finding,
  number,
  min,
  onChange,
  onRemove,
}: {
  finding: FindingBody;
  number: number;
  min: string;
  onChange: (finding: FindingBody) => void;
  onRemove: () => void;
}) {
  const say = useTexts(visitTexts);
  const words = useVisitWords();
  const { id, what, severity, topic, remedy, due_on } = finding;
  return (
    <fieldset className="card finding-input">
      <legend className="hidden-words">{say('finding_n', { number })}</legend>
      <label htmlFor={`${id}-what`}>{say('finding_n', { number })}</label>
      <Input.TextArea
        id={`${id}-what`}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={500}
        value={what}
        onChange={(event) => onChange({ ...finding, what: event.target.value })}
      />
      <Chips
        label={say('severity')}
        options={severities.map((value) => ({ value, label: words.severity(value) }))}
        chosen={[severity]}
        onPick={(value) => onChange({ ...finding, severity: value })}
      />
      {topic === null && (
        <Chips
          label={say('topic')}
          options={topics.map((value) => ({ value, label: words.topic(value) }))}
          chosen={[]}
          onPick={(value) => onChange({ ...finding, topic: value })}
        />
      )}
      <label htmlFor={`${id}-remedy`}>{say('finding_remedy')}</label>
      <Input.TextArea
        id={`${id}-remedy`}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={500}
        value={remedy ?? ''}
        onChange={(event) => onChange({ ...finding, remedy: event.target.value || null })}
      />
      <div className="finding-foot">
        <label htmlFor={`${id}-due`}>{say('finding_due')}</label>
        <Input
          id={`${id}-due`}
          type="date"
          min={min}
          value={due_on ?? ''}
          onChange={(event) => onChange({ ...finding, due_on: event.target.value || null })}
        />
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={onRemove}
          aria-label={`${say('finding_remove')} ${say('finding_n', { number })}`}
        >
          {say('finding_remove')}
        </Button>
      </div>
    </fieldset>
  );
}
