// Chromium, Firefox and Safari each have their own words for a module that could not be loaded.
const noModule = /dynamically imported module|importing a module script failed/i;

/** Whether an error means that the server could not be reached. */
export function isCutOff(error: unknown): boolean {
  return error instanceof TypeError && noModule.test(error.message);
}
