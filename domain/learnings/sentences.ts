import type { Sentences } from '../sentence.ts';

export const learningSentences: Sentences = {
  learning_document: {
    zh: '只能布置签收正在施行的制度。请先确认施行，再布置签收。',
    en: 'Receipts are collected of a policy that is in force. Adopt it first, then ask for receipts.',
  },
  learning_nobody: {
    zh: '没有可布置的人员。请先选择在职人员。',
    en: 'There is nobody to ask. Choose people who are at work.',
  },
  learning_unanswered: {
    zh: '测验尚未通过。请重新阅读并作答，通过后再确认。',
    en: 'The test has not been passed yet. Read the text again and answer; confirm after that.',
  },
};
