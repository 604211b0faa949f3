/** The application's own origin; nothing else is ever shown in a window. */
export const scheme = 'app';
export const origin = `${scheme}://sitrep`;
