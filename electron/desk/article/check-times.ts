/** When a page is looked at again after publication. Pure. */

const hourMs = 3_600_000;
/** Looks of many stories that came together are spread over a tenth of their wait, a quarter of an hour at most. */
const mostSpreadMs = 900_000;

/** Hours after publication, ascending, until somebody sets others. */
export const usualCheckHours: readonly number[] = [1, 6, 24, 72];

/** The first look from `step` on that lies ahead; undefined when none does. */
export function nextCheck(
  story: { readonly id: number; readonly publishedAt: number },
  hours: readonly number[],
  step: number,
  now: number,
): { readonly step: number; readonly at: number } | undefined {
  for (let index = step; index < hours.length; index++) {
    const waitMs = (hours[index] ?? 0) * hourMs;
    const at = story.publishedAt + waitMs + Math.round(shareOf(story.id) * Math.min(waitMs / 10, mostSpreadMs));
    if (at > now) return { step: index, at };
  }
  return undefined;
}

/** A share from 0 to 1 that is always the same for a story. */
function shareOf(id: number): number {
  return ((id * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
}
