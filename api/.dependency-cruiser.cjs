/** Where what may be imported; CONTRIBUTING.md says why. */
const doors = '\\.(resolver|command|routes|jobs)\\.ts$';
const features =
  '^src/(accounts|users|recipients|messages|runs|mailings|sending|statistics|setup|jobs|monitoring)/';
const registries = '^src/programs/(schema|server|worker|cli|worker-cli)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'doors-are-leaves',
      comment:
        'Resolvers, commands, routes and jobs are imported by the registries alone: no use case hides in a door.',
      severity: 'error',
      from: { pathNot: [registries, '\\.test\\.ts$', '^test/'] },
      to: { path: doors },
    },
    {
      name: 'platform-knows-no-feature',
      comment:
        'Adapters stay replaceable. They may know the words that everybody shares: config, context, errors, actor.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.ts$' },
      to: {
        path: features,
        pathNot: '^$',
      },
    },
    {
      name: 'database-knows-entities-only',
      severity: 'error',
      from: { path: '^src/db/' },
      to: { path: features, pathNot: '\\.entity\\.ts$' },
    },
    {
      name: 'adapters-in-platform',
      comment: 'One place to swap or fake each of them.',
      severity: 'error',
      from: {
        pathNot: [
          '^src/(platform|http)/',
          '^src/accounts/sessions/context-of',
          '^test/',
          '^bench/',
          '\\.test\\.ts$',
        ],
      },
      to: {
        path: 'node_modules/(nodemailer|agenda|@agendajs|keyv|@keyv|@apollo|express|@as-integrations|smtp-server|mongodb)/',
      },
    },
    {
      name: 'no-runtime-cycles',
      comment: 'Types and thunks between entities may go round, run-time imports may not.',
      severity: 'error',
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'source-knows-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|contract)\\.ts$' },
      to: { path: '^test/' },
    },
    {
      name: 'no-web',
      comment: 'schema.graphql is the contract between the two programs.',
      severity: 'error',
      from: {},
      to: { path: '^\\.\\./web/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.config\\.',
          '^src/programs/(cli|worker-cli|print-schema)\\.ts$',
          '^test/setup\\.ts$',
          '^bench/',
          '^dist/',
        ],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: 'web/build' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
