import { fingerprintOf, type Trust } from '../trust.ts';
import type { Result } from '../verify-all.ts';
import { type Detail, dayOf, fill, type Words } from '../words.ts';
import { element, icon } from './element.ts';
import { bytesText, showVerdict } from './show-verdict.ts';
import { type Language, texts } from './texts.ts';
import { showWanted, type Wanted } from './wanted.ts';

/** What the page shows. `done` are the bytes digested so far, null when all are. */
export type Shown = {
  readonly language: Language;
  readonly proofs: readonly string[];
  readonly originals: readonly ShownOriginal[];
  readonly trust: Trust | null;
  readonly isBuiltIn: boolean;
  readonly trustProblem: Words | null;
  readonly results: readonly Result[];
  readonly checkedAt: number;
  readonly strays: Words | null;
  /** The proof that the address asks for. */
  readonly wanted: Wanted | null;
};

export type ShownOriginal = {
  readonly name: string;
  readonly size: number;
  readonly done: number | null;
  readonly problem: Words | null;
};

export type Acts = {
  choose(files: readonly File[], as?: 'proof' | 'original' | 'trust'): void;
  removeProof(place: number): void;
  removeOriginal(place: number): void;
  removeTrust(): void;
  again(): void;
  switchLanguage(): void;
};

/** Draws the whole page. The button that has the focus keeps it. */
export function showPage(root: HTMLElement, shown: Shown, acts: Acts): void {
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.getAttribute('data-name') : null;
  const { language, results, checkedAt } = shown;
  const say = (words: Words, detail: Detail = {}): string => fill(words, detail)[language];
  const verdicts = results.map((result) => showVerdict(result, { language, now: checkedAt }));
  root.replaceChildren(
    element(
      'header',
      { class: 'column top' },
      element('p', { class: 'brand' }, icon('shield'), say(texts.product)),
      button(
        say(texts.language),
        { name: 'language', class: 'button quiet', lang: language === 'zh' ? 'en' : 'zh-CN' },
        acts.switchLanguage,
      ),
    ),
    element(
      'main',
      { class: 'column main' },
      element('h1', {}, say(texts.title)),
      element('p', { class: 'lead' }, say(texts.lead)),
      shown.wanted && results.length === 0 ? showWanted(shown.wanted, results, language) : null,
      chooser(shown, acts),
      element(
        'div',
        { 'aria-live': 'polite', class: 'results' },
        shown.wanted && results.length > 0 ? showWanted(shown.wanted, results, language) : null,
        verdicts,
        shown.strays?.zh ? element('p', { class: 'checked' }, say(texts.strays, { names: shown.strays })) : null,
      ),
      results.length > 0
        ? element(
            'p',
            { class: 'after' },
            button(say(texts.print), { name: 'print', class: 'button strong' }, () => print()),
            button(say(texts.again), { name: 'again', class: 'button' }, acts.again),
          )
        : null,
    ),
  );
  if (focused) root.querySelector<HTMLElement>(`[data-name="${focused}"]`)?.focus();
}

function chooser(shown: Shown, acts: Acts): HTMLElement {
  const say = (words: Words): string => words[shown.language];
  const zone = element(
    'section',
    { class: 'zone', 'aria-label': say(texts.drop) },
    element(
      'p',
      { class: 'drop' },
      icon('file'),
      element('strong', {}, say(texts.drop)),
      element('span', {}, say(texts.dropHint)),
    ),
    element('div', { class: 'slots' }, proofSlot(shown, acts), originalSlot(shown, acts), trustSlot(shown, acts)),
    shown.trustProblem ? element('p', { class: 'problem', role: 'alert' }, say(shown.trustProblem)) : null,
  );
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    acts.choose([...(event.dataTransfer?.files ?? [])]);
  });
  return zone;
}

function proofSlot({ language, proofs }: Shown, acts: Acts): HTMLElement {
  const items = proofs.map((name, place) =>
    element(
      'li',
      { class: 'one' },
      element('span', { class: 'file' }, name),
      remover(name, language, () => acts.removeProof(place)),
    ),
  );
  return slot(texts.proof[language], [
    items.length > 0
      ? element('ul', { class: 'held' }, items)
      : element('p', { class: 'told-slot' }, texts.noProof[language]),
    picker(texts.chooseProof[language], { as: 'proof', accept: '.humi-proof', strong: proofs.length === 0 }, acts),
  ]);
}

function originalSlot({ language, originals }: Shown, acts: Acts): HTMLElement {
  const items = originals.map(({ name, size, done, problem }, place) => {
    const words = fill(texts.hashing, { done: bytesText(done ?? 0), size: bytesText(size) })[language];
    return element(
      'li',
      { class: 'one' },
      element('span', { class: 'file' }, name, element('small', {}, ` ${bytesText(size)}`)),
      remover(name, language, () => acts.removeOriginal(place)),
      done !== null && !problem
        ? element('label', { class: 'progress' }, words, element('progress', { max: Math.max(size, 1), value: done }))
        : null,
      problem ? element('p', { class: 'problem', role: 'alert' }, problem[language]) : null,
    );
  });
  return slot(texts.original[language], [
    items.length > 0
      ? element('ul', { class: 'held' }, items)
      : element('p', { class: 'told-slot' }, texts.noOriginal[language]),
    picker(texts.chooseOriginal[language], { as: 'original', accept: '', strong: false }, acts),
  ]);
}

function trustSlot({ language, trust, isBuiltIn }: Shown, acts: Acts): HTMLElement {
  const say = (words: Words, detail: Detail = {}): string => fill(words, detail)[language];
  const day = trust ? dayOf(Date.parse(trust.made_at)) : '';
  const told = trust
    ? [
        element(
          'p',
          { class: 'told-slot' },
          say(texts.trustOf, { issuer: trust.issuer || trust.origin, day }),
          isBuiltIn
            ? element('small', { class: 'tag' }, say(texts.builtIn))
            : remover(trust.issuer, language, acts.removeTrust),
        ),
        element(
          'details',
          {},
          element('summary', {}, say(texts.keysOf)),
          element(
            'ul',
            { class: 'held' },
            trust.keys.map(({ vkey }) => element('li', {}, element('code', {}, fingerprintOf(vkey)))),
          ),
          element('p', { class: 'told-slot' }, say(texts.compare)),
        ),
      ]
    : [element('p', { class: 'told-slot' }, say(texts.noTrust))];
  return slot(say(texts.trust), [
    ...told,
    picker(
      say(trust ? texts.chooseTrust : texts.chooseOwnTrust),
      { as: 'trust', accept: '.json,application/json', strong: false },
      acts,
    ),
  ]);
}

const slot = (title: string, children: readonly Node[]): HTMLElement =>
  element('section', { class: 'slot' }, element('h2', {}, title), children);

type Picker = { as: 'proof' | 'original' | 'trust'; accept: string; strong: boolean };

/** A button that opens the browser's own choice of files; the input behind it stays reachable by its label. */
function picker(label: string, { as, accept, strong }: Picker, acts: Acts): HTMLElement {
  const input = element('input', {
    type: 'file',
    accept: accept || undefined,
    multiple: as !== 'trust',
    'data-name': as,
    onchange: () => acts.choose([...(input.files ?? [])], as),
  });
  return element(
    'label',
    { class: 'pick' },
    input,
    element('span', { class: strong ? 'button wide strong' : 'button wide' }, label),
  );
}

const remover = (name: string, language: Language, act: () => void): HTMLElement =>
  button(
    '×',
    { name: `remove ${name}`, class: 'button quiet remove', 'aria-label': fill(texts.removeNamed, { name })[language] },
    act,
  );

function button(label: string, { name, ...rest }: Record<string, string>, act: () => void): HTMLElement {
  return element('button', { type: 'button', 'data-name': name, ...rest, onclick: act }, label);
}
