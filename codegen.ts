import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for web/ from the committed schema. */
const config: CodegenConfig = {
  schema: './schema.graphql',
  documents: ['web/src/**/*.ts', '!web/src/lib/gql/**', '!web/src/lib/paraglide/**'],
  ignoreNoDocuments: true,
  generates: {
    './web/src/lib/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { DateTime: 'string', JSON: 'unknown', ID: 'string' },
      },
    },
  },
};

export default config;
