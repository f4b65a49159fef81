import Type from 'typebox';
import { Day, Id, Instant, orNull } from '../schema.ts';

export const Question = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    options: Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), { minItems: 2, maxItems: 6 }),
    answer: Type.Integer({ minimum: 0, maximum: 5, description: 'Which option is right, from 0' }),
  },
  { additionalProperties: false },
);

export const answerStates = ['asked', 'passed', 'confirmed'] as const;
export const AnswerState = Type.Enum(answerStates);

const LearningState = Type.Enum(['open', 'closed']);

export const LearningRow = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  due_on: Day,
  state: LearningState,
  asked: Type.Integer(),
  confirmed: Type.Integer(),
  failing: Type.Integer({ description: 'Who have failed the test and not passed it since' }),
  mine: orNull(AnswerState),
  version: Type.Integer(),
});

export const LearningDetail = Type.Object({
  ...LearningRow.properties,
  text: Type.String(),
  sha256: Type.String(),
  document: orNull(Id),
  questions: Type.Array(Type.Object({ text: Type.String(), options: Type.Array(Type.String()) }), {
    description: 'Without the right answers',
  }),
  tries: Type.Integer({ description: 'How often I have answered the test' }),
});

export const AskedRow = Type.Object({
  member: Id,
  name: Type.String(),
  department: orNull(Type.String()),
  account: Type.Boolean({ description: 'Without an account nobody can confirm' }),
  state: AnswerState,
  tries: Type.Integer({ description: 'How often the test was answered' }),
  right: orNull(Type.Integer({ description: 'Right answers of the last try' })),
  confirmed_at: orNull(Instant),
});
