import { createRequire } from 'node:module';
import type * as Middleware from 'graphql-middleware';
import type * as Shield from 'graphql-shield';
import util from 'node:util';

// graphql-shield imports `isUndefined` from `util`, which Node 23 removed. Loaded as CommonJS it finds the
// one added here.
(util as { isUndefined?: (value: unknown) => boolean }).isUndefined ??= (value) => value === undefined;
const require = createRequire(import.meta.url);

export const { shield, rule, allow, deny, or, chain } = require('graphql-shield') as typeof Shield;
/** CommonJS as well: the ESM copy does not recognise the other's type generator. */
export const { applyMiddleware } = require('graphql-middleware') as typeof Middleware;
