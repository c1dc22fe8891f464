/** One line of progress. On stderr: stdout belongs to the command that is about to run. */
export function say(line) {
  process.stderr.write(`postline: ${line}\n`);
}

/** Ends the process with a line that says what is wrong. */
export function fail(line, code = 1) {
  say(line);
  process.exit(code);
}
