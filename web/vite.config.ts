import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { chunks } from './chunks.ts';
import { documentsApart } from './documents-apart.ts';
import { plainIcons } from './plain-icons.ts';
import { textsApart } from './texts-apart.ts';

/** Plain routes of the API server that the pages call; everything else belongs to Kit. */
const apiRoutes = ['/graphql', '/mailbox/mails', '/docs/api.html'];
const apiOrigin = `http://127.0.0.1:${process.env.API_PORT ?? 5001}`;

export default defineConfig({
  plugins: [
    plainIcons(),
    documentsApart(),
    textsApart(),
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'locale',
      emitTsDeclarations: true,
    }),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: {
        runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
      },
      paths: { relative: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // bits-ui and Svelte's style: directives write style attributes into the server's HTML.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'frame-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // React's libraries say "use client" in every file, which has no meaning here.
          onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
          output: {
            codeSplitting: { groups: chunks },
          },
        },
      },
    },
  },
  server: {
    port: Number(process.env.PORT ?? 5000),
    strictPort: true,
    proxy: {
      ...Object.fromEntries(apiRoutes.map((route) => [route, { target: apiOrigin }])),
      // The page is Kit's, but its form posts to the API.
      '/unsubscribe': { target: apiOrigin, bypass: ({ method, url }) => (method === 'POST' ? null : url) },
    },
  },
});
