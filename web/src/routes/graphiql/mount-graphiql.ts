import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchOperation } from './fetch-operation.ts';

export interface GraphiQLView {
  show(theme: 'light' | 'dark'): void;
  close(): void;
}

const first = `query Mailings {
  mailings(first: 10) {
    totalCount
    nodes {
      id
      name
      status
    }
  }
}
`;

/** Mounts GraphiQL in an element; it appears with the first call of `show`. */
export function mountGraphiQL(place: HTMLElement): GraphiQLView {
  const root = createRoot(place);
  // The page already has a title.
  const logo = createElement(GraphiQL.Logo, null, '');
  const props = { fetcher: fetchOperation, defaultQuery: first };
  return {
    show: (theme) => root.render(createElement(GraphiQL, { ...props, forcedTheme: theme }, logo)),
    close: () => root.unmount(),
  };
}
