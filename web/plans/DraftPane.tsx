import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/clock.ts';
import type { Draft } from '#domain/plans/schema.ts';
import { useLanguage } from '../i18n/labels.ts';
import { dayLabel } from '../ui/DayText.tsx';
import { councilFacts, type FactKey, factOf, headFacts, type ListKey } from './draft-edit.ts';
import { type CardActs, ElementCard } from './ElementCard.tsx';
import { NotesList } from './NotesList.tsx';
import { labels, shapes } from './shapes.ts';
import { usePages } from './usePages.tsx';
import { useSummaries } from './useSummaries.tsx';

export type DraftActs = CardActs & { add(list: ListKey, within?: string): void };

type Props = {
  draft: Draft;
  active: string | null;
  hovered: string | null;
  acts: DraftActs /** There is a document; without one nothing is missing in it. */;
  written: boolean;
};

const factLabels: Readonly<Record<FactKey, (typeof labels)[keyof typeof labels]>> = {
  title: labels.title,
  document_no: labels.document_no,
  issuer: labels.issuer,
  issued_on: labels.issued_on,
  period_from: labels.period_from,
  period_to: labels.period_to,
  'council.name': labels.name,
  'council.head': labels.head,
  'council.office': labels.office,
};

const dayFacts: readonly string[] = ['issued_on', 'period_from', 'period_to'];

/** The draft beside the text: every element in its section, each of them editable, more can be added. */
export function DraftPane(props: Props) {
  const { draft } = props;
  const { t } = useTranslation();
  const tasks = draft.measures.reduce((sum, measure) => sum + measure.tasks.length, 0);
  const { council } = draft;
  return (
    <div className="draft-pane">
      <NotesList {...props} />
      <Section title={t('plans.section_head')}>
        {headFacts.map((key) => (
          <FactCard key={key} name={key} {...props} />
        ))}
      </Section>
      <ListSection title={t('plans.section_basis')} list="basis" elements={draft.basis} {...props} />
      <ListSection title={t('plans.section_phases')} list="phases" elements={draft.phases} {...props} />
      <ListSection title={t('plans.section_targets')} list="targets" elements={draft.targets} {...props} />
      <Section
        title={t('plans.section_measures')}
        count={t('plans.measures_and_tasks', { measures: draft.measures.length, tasks })}
        add={<AddButton list="measures" {...props} />}
      >
        {draft.measures.map((measure) => (
          <div key={measure.id} className="draft-measure">
            <ListCards list="measures" elements={[measure]} {...props} />
            <div className="draft-tasks">
              <ListCards list="tasks" elements={measure.tasks} {...props} />
              <AddButton list="tasks" within={measure.id} {...props} />
            </div>
          </div>
        ))}
      </Section>
      <Section title={t('plans.section_council')}>
        {councilFacts.map((key) => (
          <FactCard key={key} name={key} {...props} />
        ))}
      </Section>
      <ListSection title={t('plans.section_deputies')} list="deputies" elements={council?.deputies ?? []} {...props} />
      <ListSection title={t('plans.section_members')} list="members" elements={council?.members ?? []} {...props} />
      <ListSection
        title={t('plans.section_office_duties')}
        list="office_duties"
        elements={council?.office_duties ?? []}
        {...props}
      />
      <ListSection
        title={t('plans.section_member_duties')}
        list="member_duties"
        elements={council?.member_duties ?? []}
        {...props}
      />
      <ListSection title={t('plans.section_reports')} list="reports" elements={draft.reports} {...props} />
    </div>
  );
}

function Section({
  title,
  count,
  add,
  children,
}: {
  title: string;
  count?: string;
  add?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="draft-section" aria-label={title}>
      <h3>
        {title}
        {count && <span className="muted draft-count">{count}</span>}
      </h3>
      {children}
      {add}
    </section>
  );
}

function AddButton({ list, within, acts }: Props & { list: ListKey; within?: string }) {
  const { t } = useTranslation();
  if (acts.readOnly) return null;
  const words: Readonly<Record<ListKey, string>> = {
    basis: t('plans.add_basis'),
    phases: t('plans.add_phase'),
    targets: t('plans.add_target'),
    measures: t('plans.add_measure'),
    tasks: t('plans.add_task'),
    deputies: t('plans.add_deputy'),
    members: t('plans.add_member'),
    office_duties: t('plans.add_office_duty'),
    member_duties: t('plans.add_member_duty'),
    reports: t('plans.add_report'),
  };
  return (
    <Button
      size="small"
      type="text"
      icon={<PlusOutlined />}
      className="draft-add"
      onClick={() => acts.add(list, within)}
    >
      {words[list]}
    </Button>
  );
}

type Elements = readonly (Readonly<Record<string, unknown>> & {
  id: string;
  source: [number, number] | null;
  certainty: 'sure' | 'likely' | 'unsure';
})[];

function ListSection(props: Props & { title: string; list: ListKey; elements: Elements }) {
  const { t } = useTranslation();
  const { elements, title, acts } = props;
  if (elements.length === 0 && acts.readOnly) return null;
  return (
    <Section title={title} count={t('plans.count', { count: elements.length })} add={<AddButton {...props} />}>
      <ListCards {...props} />
    </Section>
  );
}

function ListCards({ list, elements, active, hovered, acts }: Props & { list: ListKey; elements: Elements }) {
  const summaryOf = useSummaries();
  const { shown, pager } = usePages(elements, active === null ? -1 : elements.findIndex(({ id }) => id === active));
  const cards = shown.map((element) => {
    const { title, meta } = summaryOf(list, element);
    return (
      <ElementCard
        key={element.id}
        id={element.id}
        title={title}
        meta={meta}
        certainty={element.certainty}
        hasSource={element.source !== null}
        fields={shapes[list]}
        values={element}
        active={active === element.id}
        hovered={hovered === element.id}
        acts={acts}
      />
    );
  });
  return (
    <>
      {cards}
      {pager}
    </>
  );
}

function FactCard({ name, draft, active, hovered, acts, written }: Props & { name: FactKey }) {
  const { t } = useTranslation();
  const { value, source, certainty } = factOf(draft, name);
  const label = t(factLabels[name]);
  const language = useLanguage();
  const shown = (text: string): string => (dayFacts.includes(name) && isDay(text) ? dayLabel(text, language) : text);
  return (
    <ElementCard
      id={name}
      title={
        <>
          <span className="draft-label">{label}</span>
          {value === null ? (
            <span className="muted">{t(written ? 'plans.not_in_text' : 'plans.not_filled')}</span>
          ) : (
            shown(value)
          )}
        </>
      }
      certainty={value === null ? 'sure' : certainty}
      hasSource={source !== null}
      fields={[{ name: 'value', kind: dayFacts.includes(name) ? 'day' : 'line', label: factLabels[name] }]}
      values={{ value }}
      active={active === name}
      hovered={hovered === name}
      acts={acts}
      fixed
      bare={value === null}
    />
  );
}
