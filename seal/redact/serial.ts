/** Excel's number of a day (1900 system) as text, with the time of day when there is one: 46331.5 → "2026-11-05 12:00". */
export function dayOfSerial(serial: number): string {
  const at = new Date(Math.round((serial - 25_569) * 86_400_000));
  if (Number.isNaN(at.getTime())) return String(serial);
  const text = at.toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}
