import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isScalarType, isSpecifiedScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { conflictReasons, errorCodes, exportPaths, problemCodes } from '../../test/codes.ts';
import { guideWithTables } from '../../test/guide-tables.ts';
import { createSchema } from '../programs/schema.ts';

const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'api.md'), 'utf8');

test('the guide names every scalar, every code of an error and every export', async () => {
  const scalars = Object.values((await createSchema()).getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  expect(scalars.length).toBeGreaterThan(2);
  const names = [...scalars.map(({ name }) => name), ...errorCodes(), ...exportPaths()];
  expect(names).toEqual(expect.arrayContaining(['JSONObject', 'UNAUTHENTICATED', '/export/audit.csv']));
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

test('its tables of reasons and codes are those of the code; `npm run generate` writes them', () => {
  expect(conflictReasons()).toContain('RUN_UNFINISHED');
  expect(problemCodes()).toEqual(expect.arrayContaining(['REQUIRED', 'STARTS_LATE', 'EMAIL_NO_AT']));
  expect(guide).toBe(guideWithTables(guide));
});
