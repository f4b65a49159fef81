import { readdirSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import laws from '#content/documents/laws.json' with { type: 'json' };
import form from '#content/forms/default-1.json' with { type: 'json' };
import rules from '#content/rules/legal-rules.json' with { type: 'json' };
import { adoptionSteps, documentKinds, purposes } from '#domain/documents/kinds.ts';
import { checkFields } from '#domain/documents/rules.ts';
import { kitSteps } from '#domain/members/kits.ts';
import { paperText } from '#papers/blocks.ts';
import { paperDocx } from '#papers/docx.ts';
import { fillTemplate } from '#papers/fill.ts';
import { type Field, parseTemplate, sizes, type Template } from '#papers/template.ts';
import type { Values } from '#papers/template-inline.ts';
import { templateProblems } from '#papers/template-problems.ts';
import { knownSources } from '#server/documents/parts/firm.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
const held = names.map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return { name, text, template: parseTemplate(text) };
});
const ruleValues = Object.fromEntries(rules.map(({ key, value }) => [key, String(value)]));

const samples: Readonly<Record<Field['type'], string>> = {
  ...{ line: '示例精工', prose: '示例说明', day: '2026-11-22', number: '3', entries: '12、15', choice: '', rows: '' },
};

const sampleOf = ({ type, options }: Field): Values[string] => {
  if (type === 'choice') return options[0]?.key ?? '';
  if (type !== 'rows') return samples[type];
  return [1, 2].map((n) => Object.fromEntries(options.map(({ key }) => [key, `示例${n}`])));
};

const filled = ({ fields }: Template): Values => Object.fromEntries(fields.map((field) => [field.key, sampleOf(field)]));

const lawKeys = Object.keys(laws);

/** Words of the document's parts; throws for what is no well-formed XML. */
function textOf(bytes: Uint8Array): string {
  const said: string[] = [];
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    if (name === 'word/document.xml') parser.on('text', (text) => said.push(text));
    parser.write(strFromU8(part)).close();
  }
  return said.join('');
}

describe('[C18] the library', () => {
  it('has the documents that the plans ask for, under the key of their file', () => {
    expect(held.length).toBeGreaterThanOrEqual(40);
    for (const { name, template } of held) expect(`${template.key}.md`).toBe(name);
    expect(new Set(held.map(({ template }) => template.title.zh)).size).toBe(held.length);
  });

  it('has the text that each item of the risk assessment points to', () => {
    const keys = new Set(held.map(({ template }) => template.key));
    const asked = form.content.items.flatMap(({ document }) => document ?? []);
    expect(asked.filter((key) => !keys.has(key))).toEqual([]);
    const codes = new Set(form.content.items.map(({ code }) => code));
    expect(held.flatMap(({ template }) => template.items).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('every purpose has a text', () => {
    expect(new Set(held.map(({ template }) => template.purpose))).toEqual(new Set(Object.keys(purposes)));
  });
});

describe.each(held)('[C18] $name', ({ template, text }) => {
  it('has no unknown place holder, field, condition or row', () => {
    expect(templateProblems(template)).toEqual([]);
  });

  it('is of a known kind, purpose and steps; its laws, rules and sources are known', () => {
    expect(Object.keys(documentKinds)).toContain(template.kind);
    expect(Object.keys(purposes)).toContain(template.purpose);
    for (const step of template.steps) expect(Object.keys(adoptionSteps)).toContain(step);
    expect(template.basis.length).toBeGreaterThan(0);
    for (const { law } of template.basis) expect(lawKeys).toContain(law);
    for (const key of template.rules) expect(Object.keys(ruleValues)).toContain(key);
    for (const { source } of template.fields) if (source) expect(knownSources).toContain(source);
    for (const field of template.fields.filter(({ type }) => type === 'choice' || type === 'rows'))
      expect(field.options.length, field.key).toBeGreaterThan(0);
  });

  it.each(sizes)('fills for a %s firm, and opens as a Word document with its words', async (size) => {
    const values = filled(template);
    checkFields(template.fields, values);
    const paper = fillTemplate(template, { size, values, rules: ruleValues });
    const said = paperText(paper);
    expect(said).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|\*\*/);
    expect(said).toContain(template.title.zh);
    expect(said.length).toBeGreaterThan(200);
    const words = textOf(await paperDocx(paper, new Date('2026-11-22T00:00:00Z')));
    for (const line of said.split(/[\n\t]/)) for (const part of line.split('　')) expect(words).toContain(part);
    const empty = paperText(fillTemplate(template, { size, values: {}, rules: ruleValues }));
    if (template.fields.some(({ type }) => type !== 'rows')) expect(empty).toMatch(/____/);
  });

  it('writes an official Chinese: no fixed penalty on employees, no state-secret words as levels', () => {
    expect(text).not.toMatch(/绝密级|机密级|秘密级/);
    expect(text).not.toMatch(/第\{\{§/);
  });
});

it('[C21] every step of a checklist that is written on a text has it, filled with the person’s name', () => {
  const asked = Object.values(kitSteps).flatMap((steps) => steps.flatMap(({ template }) => template ?? []));
  expect(asked).toContain('exit-reminder');
  for (const key of asked) {
    const template = held.find((one) => one.template.key === key)?.template;
    expect(template?.fields.find(({ source }) => source === 'person.name'), key).toBeDefined();
  }
});

it('[C22] the leak plan, the script of its rehearsal and the log of incidents are there, and serve the items of emergencies', () => {
  for (const key of ['leak-plan', 'rehearsal-script', 'incident-log']) {
    const template = held.find((one) => one.template.key === key)?.template;
    expect(template?.purpose, key).toBe('emergency');
    expect(template?.items.length, key).toBeGreaterThan(0);
  }
});
