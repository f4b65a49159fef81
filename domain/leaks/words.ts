/** Kinds of incidents in words, for workbooks and papers; pages say them by their texts. */
export const leakKindWords = {
  rehearsal: { zh: '演练', en: 'rehearsal' },
  suspected: { zh: '疑似泄密', en: 'suspected leak' },
  confirmed: { zh: '确认泄密', en: 'confirmed leak' },
} as const;
