import { useTranslation } from 'react-i18next';
import type { Fact } from '#domain/evidence/statement.ts';
import { useLabels, useLanguage } from '../i18n/labels.ts';
import { useTexts } from '../i18n/texts.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { factTexts, factValueTexts, isFactName, isFactValue } from './factTexts.ts';

const isDay = (fact: Fact): fact is string => typeof fact === 'string' && /^\d{4}-\d\d-\d\d$/.test(fact);

/** The names of facts as acts write them, in words; a name that is not here is shown as it is written. */
export function useFactWords(): { name: (name: string) => string; value: (name: string, fact: Fact) => string } {
  const { t } = useTranslation();
  const say = useTexts(factTexts);
  const sayValue = useTexts(factValueTexts);
  const labels = useLabels();
  const language = useLanguage();
  const words: Readonly<Record<string, string>> = {
    agenda: t('evidence.fact_agenda'),
    article: t('evidence.fact_article'),
    attendance: t('evidence.fact_attendance'),
    attended: t('evidence.fact_attended'),
    case_no: t('evidence.fact_case_no'),
    certificates: t('evidence.fact_certificates'),
    counts: t('evidence.fact_counts'),
    day: t('evidence.day'),
    deputies: t('evidence.fact_deputies'),
    due_on: t('evidence.fact_due_on'),
    duties: t('evidence.fact_duties'),
    events: t('evidence.record_events'),
    every_minutes: t('evidence.fact_every_minutes'),
    exhibit: t('evidence.fact_exhibit'),
    from_on: t('evidence.fact_from_on'),
    head: t('evidence.fact_head'),
    held_on: t('evidence.fact_held_on'),
    key: t('evidence.fact_key'),
    kind: t('evidence.kind'),
    law: t('evidence.fact_law'),
    measure: t('evidence.fact_measure'),
    members: t('evidence.fact_members'),
    minutes: t('evidence.fact_minutes'),
    name: t('evidence.fact_name'),
    new: t('evidence.fact_new'),
    note: t('evidence.fact_note'),
    noun: t('evidence.fact_noun'),
    office: t('evidence.fact_office'),
    office_duties: t('evidence.fact_office_duties'),
    office_organisation: t('evidence.fact_office_organisation'),
    old: t('evidence.fact_old'),
    open_units: t('evidence.fact_open_units'),
    organisation: t('evidence.fact_organisation'),
    override: t('evidence.fact_override'),
    part: t('evidence.fact_part'),
    parts: t('evidence.fact_part'),
    person: t('evidence.fact_person'),
    place: t('evidence.fact_place'),
    post: t('evidence.fact_post'),
    previous: t('evidence.fact_previous'),
    programme: t('evidence.fact_programme'),
    reason: t('ui.reason'),
    reports: t('evidence.fact_reports'),
    resolutions: t('evidence.fact_resolutions'),
    row: t('evidence.fact_row'),
    state: t('evidence.state'),
    step: t('evidence.fact_step'),
    taken_from: t('evidence.fact_taken_from'),
    target: t('evidence.fact_target'),
    task: t('evidence.fact_task'),
    tasks: t('evidence.fact_tasks'),
    targets: t('evidence.fact_targets'),
    measures: t('evidence.fact_measures'),
    phases: t('evidence.fact_phases'),
    text: t('evidence.fact_text'),
    title: t('evidence.title'),
    unit: t('evidence.fact_unit'),
    content_name: t('exhibits.content'),
    device: t('exhibits.device'),
    equal: t('exhibits.result_equal'),
    method: t('exhibits.method'),
    operator: t('exhibits.operator'),
    seal_intact: t('exhibits.seal_whole'),
    seal_no: t('exhibits.seal_no'),
    second_person: t('exhibits.second_person'),
    sha256: 'SHA-256',
    sm3: 'SM3',
    size: t('exhibits.size'),
    url: t('witnesses.url'),
    vkey: t('witnesses.vkey'),
    compared_until: t('evidence.fact_compared_until'),
    changed_days: t('evidence.fact_changed_days'),
    to_name: t('exhibits.handed_to'),
    to_org: t('exhibits.receiver'),
    to_person: t('exhibits.to_person'),
    tool: t('exhibits.tool'),
    value: t('evidence.fact_value'),
  };
  return {
    name: (name) => words[name] ?? (isFactName(name) ? say(name) : name),
    value: (name, fact) => {
      if (isDay(fact)) return dayLabel(fact, language);
      if (typeof fact === 'boolean') return fact ? t('evidence.fact_yes') : t('evidence.fact_no');
      const word = `${name}.${fact}`;
      if (isFactValue(word)) return sayValue(word);
      return name === 'state' || name === 'step_state' ? labels.state(String(fact)) : String(fact);
    },
  };
}
