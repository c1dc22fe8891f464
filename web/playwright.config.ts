import { defineConfig } from '@playwright/test';

/**
 * Journeys through the real stack, in the machine's Chromium. Two at a time, each beside a Postline of its own; those of
 * one file share it, one after the other.
 */
export default defineConfig({
  testDir: './e2e',
  workers: 2,
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
    // What cannot be pressed fails with its name, not with the time of the whole journey.
    actionTimeout: 30_000,
    locale: 'en-GB',
    // A trace would run scripts in the sandboxed frames that show mails, which the console then reports.
    screenshot: 'only-on-failure',
  },
});
