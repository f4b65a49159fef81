import { uuidv7, V7Generator } from 'uuidv7';

/** UUIDv7, made in the application so that every engine behind us accepts it. */
export const newId = (): string => uuidv7();

const generator = new V7Generator();

/** UUIDv7 of an instant: it can be ordered and told by the clock of the act, also where that is not the machine's. */
export const idAt = (instant: Date): string => generator.generateOrResetCore(instant.getTime(), 0).toString();

/** The instant that a UUIDv7 was made for, ISO text. */
export const timeOfId = (id: string): string =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();

/** The smallest id of an instant: ids from then on are not less. Before 1970 there is none. */
export const firstIdAt = (instant: Date): string => {
  const hex = Math.max(0, instant.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
