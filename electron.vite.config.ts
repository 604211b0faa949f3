import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Data that the desk reads by path stands beside its code in the built tree too. */
function copyData(...folders: string[]) {
  return {
    name: 'copy-data',
    closeBundle() {
      for (const folder of folders)
        fs.cpSync(folder, `out/main/${folder}`, { recursive: true, filter: (file) => !file.endsWith('.ts') });
    },
  };
}

/** The gazetteer as JSON and n-grams packed: reading them as they were written would take seconds at each start. */
function compileData() {
  const folder = 'electron/desk/tag/gazetteer';
  const program = 'electron/desk/tag/compile-data.ts';
  return {
    name: 'compile-data',
    closeBundle: () =>
      void execFileSync(process.execPath, [program, folder, `out/main/${folder}`], { stdio: 'inherit' }),
  };
}

export default defineConfig({
  main: {
    plugins: [
      copyData('electron/desk/tag/gazetteer', 'electron/desk/sample', 'electron/desk/feed', 'electron/desk/rule'),
      compileData(),
    ],
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: [
          'electron/main/main.ts',
          'electron/desk/process.ts',
          'electron/desk/work/worker.ts',
          'electron/desk/store/search-worker.ts',
          'electron/desk/store/archive-worker.ts',
        ],
        // Workers and data are found relative to the module that uses them, so the tree keeps its shape.
        output: { format: 'es', preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file.
      rollupOptions: { input: 'electron/preload.ts', output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'tr-TR'] }), enforce: 'pre' }],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      // The policy admits fonts and pictures from files only.
      assetsInlineLimit: 0,
      // Trusted Types forbid the polyfill's markup, and every shell that shows the page preloads modules itself.
      modulePreload: { polyfill: false },
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
});
