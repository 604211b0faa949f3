/** The story of a `sitrep://story/ID` link among a program's arguments; anything else is not understood. */
export function storyOfLink(words: readonly string[]): number | undefined {
  for (const word of words) {
    const id = /^sitrep:\/\/story\/(-?\d{1,15})\/?$/.exec(word)?.[1];
    if (id !== undefined) return Number(id);
  }
  return undefined;
}
