/** 1 → "泄密处置第1号" */
export const leakNo = (number: number): string => `泄密处置第${number}号`;

/** Clocks of an incident: neutral titles, nothing of what happened. */
export const leakClocks = {
  next_step: (number: number): string => `${leakNo(number)}有到期的处置步骤`,
  rehearse: (number: number): string => `按应急预案再次演练（上次为第${number}号）`,
} as const;

export const preparationTitle = (secret: string): string => `${secret}维权准备有缺项`;
