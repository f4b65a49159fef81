/** The pattern of `like` for a text that holds these words, whatever signs they have. */
export const holding = (words: string): string => `%${words.trim().replaceAll(/[%_\\]/g, '\\$&')}%`;
