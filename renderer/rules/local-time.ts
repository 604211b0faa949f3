/** Times as a field of type `datetime-local` has them: `2026-11-24T08:30`, where the reader is. */

export function writeLocalTime(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Epoch milliseconds; undefined while a part is missing. An hour that a day skips is read as the next one. */
export function readLocalTime(text: string): number | undefined {
  const at = new Date(text).getTime();
  return /^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(at) ? at : undefined;
}
