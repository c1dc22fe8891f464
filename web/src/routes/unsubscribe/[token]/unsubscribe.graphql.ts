export const unsubscribe = /* GraphQL */ `
  query Unsubscribe($token: String!) {
    unsubscribePage(token: $token) {
      senderName
      senderAddress
      isTest
      refused
      canUndo
      lists {
        id
        name
        hasLeft
      }
    }
  }
`;
