export const login = /* GraphQL */ `
  mutation LogIn($input: LoginInput!) {
    login(input: $input) {
      id
      locale
    }
  }
`;
