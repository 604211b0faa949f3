/** `compile-data.ts FOLDER TARGET`: what the build calls, so that no start of the application reads YAML or n-grams. */
import { compileGazetteer } from './compiled-gazetteer.ts';
import { compileGrams } from './grams.ts';
import { gramLanguages } from './language.ts';

const [folder, target] = process.argv.slice(2);
if (folder === undefined || target === undefined) throw new Error('compile-data.ts takes two folders.');
compileGazetteer(folder, target);
compileGrams(gramLanguages, target);
