/**
 * Control characters and non-characters that XML has no place for; tab, line breaks and NEL stay. Written out, since
 * looking for `[^\P{Cc}\t\n\r\u0085]` takes three times as long.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
export const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
export const everyControlCharacter = new RegExp(controlCharacter, 'g');
