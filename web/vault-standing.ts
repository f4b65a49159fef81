/**
 * How a row of the register stands to what this key opened before: `known` needs nothing, `newer` is to be opened,
 * `older` is an entry that the server would take back to a version before the one that was seen. The server must not
 * be believed there: the text would open and verify, because it was written once.
 */
export function standingOf(
  { latest }: { readonly latest: number },
  entry: { readonly version: number } | undefined,
  problem: string | undefined,
): 'known' | 'newer' | 'older' {
  if (entry !== undefined && entry.version > latest) return 'older';
  // Opened in this version already, or found not to open in it.
  return entry?.version === latest || problem?.startsWith(`${latest}:`) ? 'known' : 'newer';
}
