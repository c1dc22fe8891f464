import { defineConfig } from '@playwright/test';

/** Journeys through the real stack, in the machine's Chromium; one at a time, as they share one database. */
export default defineConfig({
  testDir: './e2e',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    locale: 'en-GB',
    // A trace would run scripts in the sandboxed frames that show mails, which the console then complains of.
    screenshot: 'only-on-failure',
  },
});
