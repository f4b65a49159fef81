/** What can be said of a secrecy point without knowing the matter: too short, too vague, or fairly exact. */
export function coachOf(content: string): 'none' | 'short' | 'vague' | 'good' {
  const text = content.trim();
  if (text === '') return 'none';
  const vague = /(全部|所有|相关|有关|等技术|等信息|一切|整套)/u.test(text);
  const exact = /\d/.test(text) || /[：:；;、]/u.test(text);
  if ([...text].length < 20) return 'short';
  return vague && !exact ? 'vague' : 'good';
}
