import * as v from 'valibot';
import { line, oneOf } from '../../input/validation.ts';
import { ViewPage } from './view-page.ts';

/** The maximum number of views of a page that a user can have. */
export const MOST_VIEWS = 50;

const name = line(100);

export const savedView = v.object({ page: oneOf(ViewPage), name, query: line(8000) });

export const renamedView = v.object({ name });
