import { defineConfig } from '@playwright/test';

/**
 * Journeys through the real stack, in the machine's Chromium; one at a time, because they share one database.
 */
export default defineConfig({
  testDir: './e2e',
  workers: 1,
  forbidOnly: true,
  // A machine may be busy. What passes the second time is listed as flaky.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
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
    // A trace would run scripts in the sandboxed frames that show mails, which the console then reports.
    screenshot: 'only-on-failure',
  },
});
