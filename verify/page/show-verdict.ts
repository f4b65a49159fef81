import type { Facts } from '../facts.ts';
import { type Check, checks, type Finding } from '../finding.ts';
import type { Result } from '../verify-all.ts';
import { type Detail, fill, kindLabel, moment, momentOf, type Words } from '../words.ts';
import { element, icon } from './element.ts';
import { checkNames, type Language, texts } from './texts.ts';

/** The verdict on one proof: the sentence large, then what was checked, what it does not show, all details. */
export function showVerdict(
  { name, verdict }: Result,
  { language, now }: { language: Language; now: number },
): HTMLElement {
  const { outcome, sentence, findings, limits, facts } = verdict;
  const say = (words: Words): string => words[language];
  const isOwnWord = findings.some(({ key }) => key === 'key_from_proof');
  const heading = outcome === 'holds_with_limits' && isOwnWord ? texts.ownWord : texts[outcome];
  const told = findings.filter((it) => it.outcome === (outcome === 'fails' ? 'fails' : 'note'));
  return element(
    'article',
    { class: `verdict ${outcome}`, 'aria-label': say(texts.verdict) },
    element(
      'header',
      { class: 'head' },
      element('span', { class: 'seal' }, icon(outcome)),
      element(
        'div',
        {},
        element('h2', { class: 'outcome', tabindex: -1 }, say(heading)),
        element('p', { class: 'name' }, name),
      ),
    ),
    element('p', { class: 'sentence' }, bare(say(sentence), say(heading))),
    told.length > (outcome === 'fails' ? 1 : 0)
      ? element(
          'section',
          { class: 'told' },
          element('h3', { class: 'title' }, say(outcome === 'fails' ? texts.reasons : texts.reservations)),
          element(
            'ul',
            { class: 'spaced' },
            told.map((it) => element('li', {}, it[language])),
          ),
        )
      : null,
    facts
      ? element(
          'section',
          { class: 'part' },
          element('h3', { class: 'title' }, say(texts.details)),
          outcome === 'fails' ? element('p', { class: 'doubtful' }, say(texts.doubtful)) : null,
          detailsOf(facts, language),
        )
      : null,
    facts ? listedFiles(facts, language) : null,
    facts?.statement ? statementOf(facts, language) : null,
    element(
      'section',
      { class: 'part' },
      element('h3', { class: 'title' }, say(texts.checks)),
      checksOf(findings, language),
    ),
    element(
      'section',
      { class: 'part limits' },
      element('h3', { class: 'title' }, say(texts.limits)),
      element(
        'ul',
        { class: 'spaced' },
        limits.map((it) => element('li', {}, it[language])),
      ),
    ),
    element('p', { class: 'checked' }, fill(texts.checkedAt, { at: moment(now) })[language]),
  );
}

/** The heading has said the outcome; the sentence goes on from there. */
const bare = (sentence: string, outcome: string): string =>
  sentence.startsWith(outcome) ? sentence.slice(outcome.length).replace(/^[：:,，]\s*/, '') : sentence;

function detailsOf(facts: Facts, language: Language): HTMLElement {
  const say = (words: Words, detail: Detail = {}): string => fill(words, detail)[language];
  const at = (iso: string): string => momentOf(iso)[language];
  const labelled = (name: string | null): string => (name === null ? '—' : say(texts.labelled, { name }));
  const { organisation, earliest, statement } = facts;
  const mono = (text: string): HTMLElement => element('code', {}, text);
  const lines = (items: readonly (Node | string)[]): Node[] =>
    (items.length > 0 ? items : [say(texts.none)]).map((item) => element('div', {}, item));
  const rows: [Words, readonly (Node | string)[]][] = [
    [texts.earliest, [earliest ? say(texts.by, { name: earliest.name, at: at(earliest.at) }) : say(texts.none)]],
    [texts.ownTime, [at(facts.at)]],
    [texts.issuer, [facts.issuer]],
    [texts.register, [mono(facts.origin)]],
    [texts.index, [String(facts.index)]],
    [texts.kind, [kindLabel(facts.kind)[language]]],
    ...(facts.title === null ? [] : [[texts.label, [labelled(facts.title)]] satisfies [Words, string[]]]),
    [texts.organisation, lines([statement?.organisation.name ?? labelled(organisation.name), mono(organisation.id)])],
    [texts.keys, lines(facts.keys.map(({ algorithm, fingerprint }) => mono(`${algorithm}  ${fingerprint}`)))],
    [texts.witnesses, lines(facts.witnesses.map(({ name, at: time }) => say(texts.by, { name, at: at(time) })))],
    [texts.stamps, lines(facts.stamps.map((it) => say(texts.by, { name: it.authority, at: at(it.at) })))],
    [texts.checkpoint, [mono(say(texts.checkpointOf, { size: facts.size, root: facts.root }))]],
    [texts.commitments, lines([mono(`SHA-256  ${facts.commitments.sha256}`), mono(`SM3  ${facts.commitments.sm3}`)])],
  ];
  return element(
    'table',
    {},
    element(
      'tbody',
      {},
      rows.map(([head, cells]) =>
        element('tr', {}, element('th', { scope: 'row' }, say(head)), element('td', {}, cells)),
      ),
    ),
  );
}

function checksOf(findings: readonly Finding[], language: Language): HTMLElement {
  const words = { ok: texts.ok, note: texts.note, fails: texts.failsShort };
  const marks = { ok: 'holds', note: 'holds_with_limits', fails: 'fails' } as const;
  const line = (it: Finding): HTMLElement =>
    element(
      'li',
      { class: `finding ${marks[it.outcome]}` },
      element(
        'span',
        { class: 'mark', role: 'img', 'aria-label': words[it.outcome][language] },
        icon(marks[it.outcome]),
      ),
      element('span', { class: 'says' }, it[language]),
    );
  const group = (check: Check): HTMLElement[] => {
    const own = findings.filter((it) => it.check === check);
    if (own.length === 0) return [];
    return [
      element('dt', {}, checkNames[check][language]),
      element('dd', {}, element('ul', { class: 'findings' }, own.map(line))),
    ];
  };
  return element('dl', { class: 'checks' }, checks.flatMap(group));
}

const mostShown = 200;

function listedFiles({ files, originals }: Facts, language: Language): HTMLElement | null {
  if (files.length === 0) return null;
  const held = new Set(originals.map(({ matches }) => matches));
  const shown = files.slice(0, mostShown);
  const rows = shown.map((file) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        file.name,
        held.has(file.name) ? element('span', { class: 'match' }, ' ✓') : null,
      ),
      element('td', {}, element('div', {}, bytesText(file.size)), element('code', {}, `SHA-256  ${file.sha256}`)),
    ),
  );
  return element(
    'section',
    { class: 'part' },
    element('h3', { class: 'title' }, texts.files[language]),
    files.length > mostShown
      ? element('p', {}, fill(texts.filesMore, { count: files.length, shown: mostShown })[language])
      : null,
    element('table', {}, element('tbody', {}, rows)),
  );
}

function statementOf({ statement }: Facts, language: Language): HTMLElement {
  return element(
    'details',
    { class: 'part' },
    element('summary', {}, texts.statement[language]),
    element('pre', { tabindex: 0 }, JSON.stringify(statement, null, 2)),
  );
}

export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
