import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  oxc: {
    assumptions: { setPublicClassFields: true },
    typescript: { removeClassFieldsWithoutInitializer: true },
  },
  // Vitest would load GraphQL twice, as ESM for us and as CommonJS for the libraries.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'src/**/*.contract.ts'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    // Files of one process share modules and a database: each test creates what it needs.
    isolate: false,
    maxWorkers: 2,
    sequence: { shuffle: true },
    expect: { requireAssertions: true },
    // Some start programs, and a machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A shared machine may stand still for seconds. The report names what passed only the second time.
    retry: 1,
  },
});
