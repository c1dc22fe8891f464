import '@sveltejs/adapter-node';

declare global {
  namespace App {
    interface Error {
      /** The API's error code, if the error came from the API. */
      code?: string;
      /** When something that was refused for now may be asked again (ISO). */
      retryAt?: string;
      /** The page's own code could not be fetched. */
      isCutOff?: boolean;
    }
    interface PageState {
      /** What the page shows was just created. */
      isNew?: boolean;
    }
  }
}

declare module 'node:http' {
  interface IncomingMessage {
    /** Executes a GraphQL request in this process: set by the API's server, absent under `vite dev`. */
    graphql?: (request: Request) => Promise<Response>;
  }
}
