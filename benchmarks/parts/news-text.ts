/** Text for benchmarks: words by Zipf's law, so that a few are in every story and most in hardly any. */

const vocabulary = 60_000;

export interface NewsText {
  /** From 0 up to 1, the same each time. */
  random(): number;
  /** A word as a text has them. */
  word(): string;
  /** A word as an analyst asks for: one in five is common. */
  askedWord(): string;
  /** Words up to about `characters`, with sentences. */
  text(characters: number): string;
}

export function createNewsText(seed = 42): NewsText {
  // Marsaglia's xorshift of 32 bits.
  let state = seed;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const word = (): string => spell(Math.floor(vocabulary ** random()));
  return {
    random,
    word,
    askedWord: () =>
      random() < 0.2 ? spell(20 + Math.floor(random() * 400)) : spell(Math.floor(vocabulary * random())),
    text(characters) {
      let text = '';
      for (let count = 1; text.length < characters; count++) text += `${word()}${count % 18 === 0 ? '. ' : ' '}`;
      return text;
    },
  };
}

/** The nth word: letters only, since digits would part it. Frequent words are short, as in any language. */
function spell(n: number): string {
  const little = littleWords[n];
  if (little !== undefined) return little;
  const letters = n
    .toString(26)
    .padStart(2, '0')
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
  return n < 40 ? letters : `${letters}${endings[n % endings.length]}`;
}

/** The most frequent words of any text; languages are told by theirs. */
const littleWords =
  'the of and to in a that for on with as by at from is was it be are have has not this but which they their were will an or been who its after more over about'.split(
    ' ',
  );

const endings = ['ation', 'ering', 'istov', 'oglu', 'ments', 'liance', 'nskyi', 'istic'];
