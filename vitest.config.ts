import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The tests hold real desks, servers and browsers: more at once only wait for each other.
    maxWorkers: 2,
    // electron-store asks for Electron, whose binary is not needed to test what our main process decides.
    alias: { electron: fileURLToPath(new URL('./tests/stand-in/electron.ts', import.meta.url)) },
    server: { deps: { inline: ['electron-store'] } },
  },
});
