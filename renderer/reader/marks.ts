/** Which stretches of a text are marked, and how: flat pieces, so that marks may overlap. */

export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: 'match' | 'tag' | 'note';
}

export interface Piece {
  readonly text: string;
  readonly kinds: ReadonlySet<Mark['kind']>;
}

/** The text from `offset` on, cut where marks begin and end. Marks are in offsets of the whole text. */
export function cutPieces(text: string, offset: number, marks: readonly Mark[]): Piece[] {
  const end = offset + text.length;
  const inside = marks.filter(({ from, to }) => from < end && to > offset);
  if (inside.length === 0) return [{ text, kinds: new Set() }];
  const cuts = new Set([offset, end]);
  for (const { from, to } of inside) {
    if (from > offset) cuts.add(from);
    if (to < end) cuts.add(to);
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? end;
    const kinds = inside.filter((mark) => mark.from < to && mark.to > from).map(({ kind }) => kind);
    return { text: text.slice(from - offset, to - offset), kinds: new Set(kinds) };
  });
}
