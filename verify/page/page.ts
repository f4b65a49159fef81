import { newCache } from '../cache.ts';
import type { Original } from '../check-content.ts';
import { plainPrimitives } from '../primitives.ts';
import { isSentence, say } from '../sentences.ts';
import type { Trust } from '../trust.ts';
import { type Batch, type NamedProof, type Result, strayOriginals, verifyHeld } from '../verify-all.ts';
import { listed, type Words } from '../words.ts';
import { builtInTrust, digestFile, failureOf, recognise } from './files.ts';
import { type Shown, type ShownOriginal, showPage } from './show-page.ts';
import type { Language } from './texts.ts';
import { texts } from './texts.ts';
import { readWanted } from './wanted.ts';

/** The page: what was chosen, what came of it. It draws itself anew after every change; nothing is kept or sent. */

type Held = { readonly file: File; readonly stop: AbortController; original?: Original; done: number; problem?: Words };

const builtIn = builtInTrust();
const cache = newCache();
let proofs: NamedProof[] = [];
let originals: Held[] = [];
let trust: Trust | null = null;
let trustProblem: Words | null = null;
let results: Result[] = [];
let checkedAt = 0;
let language: Language = /[?&]lang=en\b/.test(location.search) ? 'en' : 'zh';

const root = document.getElementById('page');

function draw(): void {
  if (!root) return;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = `${texts.title[language]} · ${texts.product[language]}`;
  showPage(root, shown(), {
    choose: (files, as) => void take(files, as),
    removeProof: (place) => change(() => proofs.splice(place, 1)),
    removeOriginal: (place) => change(() => originals.splice(place, 1)[0]?.stop.abort()),
    removeTrust: () => change(() => (trust = null)),
    again: () =>
      change(() => {
        for (const { stop } of originals) stop.abort();
        [proofs, originals] = [[], []];
      }),
    switchLanguage: () => {
      language = language === 'zh' ? 'en' : 'zh';
      draw();
    },
  });
}

const shown = (): Shown => ({
  language,
  proofs: proofs.map(({ name }) => name),
  originals: originals.map(
    ({ file, done, original, problem }): ShownOriginal => ({
      name: file.name,
      size: file.size,
      done: original ? null : done,
      problem: problem ?? null,
    }),
  ),
  trust: trust ?? builtIn,
  isBuiltIn: trust === null,
  trustProblem,
  results,
  checkedAt,
  strays: results.length > 1 ? listed(strayOriginals(results, digested())) : null,
  wanted: readWanted(location.hash),
});

const digested = (): Original[] => originals.flatMap(({ original }) => (original ? [original] : []));

function change(act: () => unknown): void {
  act();
  check();
}

async function take(files: readonly File[], as?: 'proof' | 'original' | 'trust'): Promise<void> {
  trustProblem = null;
  for (const file of files) {
    try {
      const chosen = await recognise(file, as);
      if (chosen.kind === 'proof') proofs = [...proofs.filter(({ name }) => name !== file.name), chosen.proof];
      if (chosen.kind === 'trust') trust = chosen.trust;
      if (chosen.kind === 'trust_wrong') trustProblem = refusal(chosen.refused);
      if (chosen.kind === 'original') hold(file);
    } catch {
      trustProblem = unreadable(file);
    }
  }
  check();
  if (results.length > 0) root?.querySelector<HTMLElement>('.verdict h2')?.focus();
}

function hold(file: File): void {
  const held: Held = { file, stop: new AbortController(), done: 0 };
  originals = [...originals.filter((other) => other.file.name !== file.name), held];
  void digest(held);
}

async function digest(held: Held): Promise<void> {
  const { file, stop } = held;
  try {
    held.original = await digestFile(file, {
      signal: stop.signal,
      onProgress: (bytes) => {
        held.done = bytes;
        draw();
      },
    });
  } catch (error) {
    if (stop.signal.aborted) return;
    held.problem = failureOf(error) === 'no_wasm' ? texts.noWasm : unreadable(file);
  }
  check();
  if (results.length > 0) root?.querySelector<HTMLElement>('.verdict h2')?.focus();
}

/** A verdict waits for all digests: one that changes a second later would only confuse. */
function check(): void {
  const waits = originals.some(({ original, problem }) => !original && !problem);
  checkedAt = Date.now();
  const trusts = [trust, builtIn].filter((list) => list !== null);
  const batch: Batch = {
    trust: trusts,
    originals: digested(),
    among: proofs.length > 1 ? 'many' : 'one',
    now: checkedAt,
    primitives: plainPrimitives,
    cache,
  };
  results = waits ? [] : proofs.map((proof) => verifyHeld(proof, batch));
  draw();
}

const unreadable = (file: File): Words => ({
  zh: texts.unreadable.zh.replace('{name}', file.name),
  en: texts.unreadable.en.replace('{name}', file.name),
});

const refusal = ({ reason, detail }: { reason: string; detail: Readonly<Record<string, string | number>> }): Words =>
  say(isSentence(reason) ? reason : 'trust_wrong', detail);

addEventListener('hashchange', draw);

// On paper everything is open.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.verdict details')) details.setAttribute('open', '');
});

draw();
