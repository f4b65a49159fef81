/** Bytes in the largest unit that fits: 12 KB, 3.4 MB. */
export function useBytes(): (size: number) => string {
  return (size) => {
    const units = ['B', 'KB', 'MB', 'GB'];
    let [value, at] = [size, 0];
    while (value >= 1_000 && at < units.length - 1) {
      value /= 1_000;
      at += 1;
    }
    return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ''}`;
  };
}
