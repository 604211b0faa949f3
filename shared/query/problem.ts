/** A change to the text that would make it right: put `text` in place of what stands between `from` and `to`. */
export interface Fix {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Something wrong, or surprising, at a place of a query's text. */
export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** Offered where one change is probably what was meant. */
  readonly fix?: Fix;
}

/** A fix that replaces the named place. */
export function replacement(place: { readonly from: number; readonly to: number }, text: string): Fix {
  return { label: `Write ${text}`, from: place.from, to: place.to, text };
}
