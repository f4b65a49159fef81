import { expect, test } from 'vitest';
import { sentenceFor } from './sentences.ts';

test('a sentence is filled from the detail in either language', () => {
  const detail = { login: 'linqing' };
  expect(sentenceFor('login_taken', detail, 'zh')).toContain('“linqing”');
  expect(sentenceFor('login_taken', detail, 'en')).toContain('“linqing”');
});

test('a file without a known name is still named in words', () => {
  expect(sentenceFor('file_empty', {}, 'zh')).toContain('所选文件');
  expect(sentenceFor('file_empty', { name: '方案.docx' }, 'zh')).toContain('方案.docx');
});

test('an unknown reason still says something true', () => {
  expect(sentenceFor('no_such_reason', {}, 'zh')).toBe('未能办理：no_such_reason。');
});
