/** The most UTF-16 units that a query may have. */
export const longestQuery = 200_000;

/**
 * The most UTF-16 units that a word may have. Where the text makes no sense the parser may read a word again from each
 * of its letters, so without a limit one endless word would take quadratic time.
 */
export const longestWord = 1000;

/** How many operators, fields and groups may stand inside one another. */
export const deepestNesting = 100;

export const nestedTooDeep = `The query is nested more than ${deepestNesting} levels deep.`;

/** The most problems told of one query. */
export const mostProblems = 20;

/** Widest distance of NEAR, in words, and highest count of ATLEAST. */
export const widestNear = 100;
export const highestCount = 1000;
