import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const whole = ['chromium', 'chromium-browser', 'google-chrome'];
/** The same engine without a browser's own windows: it needs a third less of the machine. */
const headless = ['chromium-headless-shell', 'chrome-headless-shell'];

/**
 * Returns the path of a Chromium: CHROME_PATH if set, or else one from PATH, with `prefersHeadless` one without
 * windows if there is one; undefined if there is none.
 */
export function findChromium({ prefersHeadless = false } = {}) {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const names = prefersHeadless ? [...headless, ...whole] : [...whole, ...headless];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
