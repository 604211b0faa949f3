#!/usr/bin/env node
/** The command line: `sitrep COMMAND`. Exit codes: 0 done, 1 a failure that it explains, 2 wrong usage. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Reading two hundred TypeScript modules takes half a second and 70 MB; what was read once is kept, for threads too.
// All else is imported behind this, because imports are read before anything runs.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/sitrep/modules', import.meta.url));
module.enableCompileCache();

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2));
