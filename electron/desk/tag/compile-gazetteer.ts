/** `compile-gazetteer.ts FOLDER TARGET`: what the build calls, so that no start of the application reads YAML. */
import { compileGazetteer } from './compiled-gazetteer.ts';

const [folder, target] = process.argv.slice(2);
if (folder === undefined || target === undefined) throw new Error('compile-gazetteer.ts takes two folders.');
compileGazetteer(folder, target);
