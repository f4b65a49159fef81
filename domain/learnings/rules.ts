/** How many answers are right, in the order of the questions. */
export const countRight = (questions: readonly { readonly answer: number }[], answers: readonly number[]): number =>
  questions.filter(({ answer }, at) => answers[at] === answer).length;

/** A test is passed with this share of right answers (rule row learning_passed); one without questions always. */
export const isPassed = (right: number, total: number, percent: number): boolean => right * 100 >= percent * total;
