export const tokens = /* GraphQL */ `
  query ApiTokens {
    apiTokens {
      ...TokenRow
    }
  }

  fragment TokenRow on ApiToken {
    id
    name
    scopes
    expiresAt
    lastUsedAt
    createdAt
  }

  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      token {
        ...TokenRow
      }
      secret
    }
  }

  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(id: $id)
  }
`;
