import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { guideWithTables } from '../api/test/guide-tables.ts';
import { buildApi, compileMessages, generateDocuments, printSchema, syncKit } from './steps.mjs';

// Everything that is generated: schema.graphql, tables of the guide to the API, the web client's typed
// documents, its compiled messages and its type settings.
const steps = [
  ['Building the API', () => buildApi({ quiet: true })],
  ['Printing schema.graphql', writeSchema],
  ['Writing the tables of the guide', writeGuide],
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

function writeGuide() {
  const path = join(root, 'api', 'docs', 'api.md');
  writeFileSync(path, guideWithTables(readFileSync(path, 'utf8')));
  return 0;
}
