/** Which folder may import which; CONTRIBUTING.md says why. */
const doors = '\\.(resolver|command|routes|jobs)\\.ts$';
const entity = '\\.entity\\.ts$';
const tests = '\\.(test|contract)\\.ts$';

/** The floors from the top down: a floor imports from the floors below it, and from itself. */
const floors = [
  'programs',
  'monitoring',
  'jobs',
  'setup',
  'blog',
  'statistics',
  'users',
  'bounces',
  'erasure',
  'webhooks',
  'sending',
  'mailings',
  'runs',
  'messages',
  'recipients',
  'senders',
  'accounts',
  'deletions',
  'audit',
  'http',
  'access',
  'paging',
  'command-line',
  'context',
  'input',
  'db',
  'platform',
  'errors',
  'language',
];

const fromBelow = floors.slice(1).flatMap((floor, above) => {
  const upper = `^src/(${floors.slice(0, above + 1).join('|')})/`;
  return [
    {
      name: `${floor}-imports-from-below`,
      severity: 'error',
      from: { path: `^src/${floor}/`, pathNot: [tests, entity] },
      to: { path: upper },
    },
    {
      name: `${floor}-entities`,
      comment: 'An entity may name another entity of any floor: relations go both ways.',
      severity: 'error',
      from: { path: `^src/${floor}/.*${entity}` },
      to: { path: upper, pathNot: entity },
    },
  ];
});

module.exports = {
  forbidden: [
    ...fromBelow,
    {
      name: 'doors-are-leaves',
      comment:
        'Resolvers, commands, routes and jobs are imported by the programs alone: no use case hides in a door.',
      severity: 'error',
      from: { pathNot: ['^src/programs/', tests, '^test/'] },
      to: { path: doors },
    },
    {
      name: 'adapters-in-their-rooms',
      comment: 'One place to swap or fake each of them.',
      severity: 'error',
      from: { pathNot: ['^src/(platform|http)/', '^test/', '^bench/', tests] },
      to: {
        path: 'node_modules/(nodemailer|agenda|@agendajs|keyv|@keyv|@apollo|express|@as-integrations|smtp-server|imapflow|mongodb)/',
      },
    },
    {
      name: 'files-are-read-apart',
      comment: "Whatever reads a file's rows belongs into the thread that can be ended.",
      severity: 'error',
      from: {
        path: '^src/recipients/import/(running|reading/(read-apart|batch|read-requests))',
        pathNot: tests,
      },
      to: {
        path: '^src/recipients/import/reading/',
        pathNot: '/(read-apart|batch|read-requests)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Thunks between entities may go round, nothing else may, not even types.',
      severity: 'error',
      from: { pathNot: entity },
      to: { circular: true },
    },
    {
      name: 'source-knows-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
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
