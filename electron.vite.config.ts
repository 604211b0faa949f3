import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
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
