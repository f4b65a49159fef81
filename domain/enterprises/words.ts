/** 企业规模 in words. */
export const sizeWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  micro: { zh: '微型', en: 'Micro' },
  small: { zh: '小型', en: 'Small' },
  medium: { zh: '中型', en: 'Medium' },
  large: { zh: '大型', en: 'Large' },
};
