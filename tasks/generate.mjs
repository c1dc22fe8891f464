import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { buildApi, compileMessages, generateDocuments, printSchema, syncKit } from './steps.mjs';

// What is made from the code: schema.graphql, the web client's typed documents, its compiled messages, its settings of types.
const steps = [
  ['Building the API', () => buildApi({ quiet: true })],
  ['Printing schema.graphql', writeSchema],
  ['Generating documents', () => generateDocuments()],
  ['Compiling messages', () => compileMessages()],
  ['Writing the settings of types', () => syncKit()],
];

for (const [title, step] of steps) {
  console.log(title);
  const code = await step();
  if (code !== 0) {
    console.error(`${title} failed (exit ${code})`);
    process.exit(code);
  }
}

function writeSchema() {
  const schema = printSchema();
  if (schema === null) return 1;
  writeFileSync(join(root, 'schema.graphql'), schema);
  return 0;
}
