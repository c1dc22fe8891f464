import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    plugins: [svelteTesting()],
    test: {
      include: ['src/**/*.test.ts'],
      environment: 'node',
      expect: { requireAssertions: true },
      sequence: { shuffle: true },
      teardownTimeout: 2000,
    },
  }),
);
