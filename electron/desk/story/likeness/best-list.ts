/** The best few of many numbered things, the best first; of equals the one that came first. Filled again for each story. */
export class BestList {
  length = 0;
  /** Columns; only the first `length` rows count. */
  readonly numbers: Int32Array;
  readonly worths: Float64Array;

  constructor(most: number) {
    this.numbers = new Int32Array(most);
    this.worths = new Float64Array(most);
  }

  clear(): void {
    this.length = 0;
  }

  offer(number: number, worth: number): void {
    const { numbers, worths } = this;
    let at = this.length;
    if (at < numbers.length) this.length++;
    else if (worth <= (worths[--at] as number)) return;
    for (; at > 0 && worth > (worths[at - 1] as number); at--) {
      numbers[at] = numbers[at - 1] as number;
      worths[at] = worths[at - 1] as number;
    }
    numbers[at] = number;
    worths[at] = worth;
  }
}
