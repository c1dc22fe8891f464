/** Prints a line of progress on stderr, because stdout belongs to the command that is about to run. */
export function notify(line) {
  process.stderr.write(`postline: ${line}\n`);
}

/** Ends the process with a line that says what is wrong. */
export function fail(line, code = 1) {
  notify(line);
  process.exit(code);
}
