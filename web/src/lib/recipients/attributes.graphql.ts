export const attributes = /* GraphQL */ `
  query AttributeNames($ownerId: ID) {
    attributeNames(ownerId: $ownerId)
  }
`;
