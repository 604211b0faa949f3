/** Something wrong, or surprising, at a place of a query's text. */
export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
