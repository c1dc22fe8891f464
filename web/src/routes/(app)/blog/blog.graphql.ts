export const blog = /* GraphQL */ `
  fragment PostCard on BlogPost {
    id
    slug
    title
    contentHtml
    imageUrl
    isPublished
    publishedAt
    viewCount
  }

  query BlogPosts($first: Int, $after: String, $last: Int, $before: String) {
    blogPosts(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...Page
      }
      nodes {
        ...PostCard
      }
    }
  }

  query BlogPost($slug: String!) {
    blogPost(slug: $slug) {
      ...PostCard
      content
      createdAt
      viewerCan {
        edit
        delete
      }
    }
  }

  query PreviewBlogPost($content: String!) {
    previewBlogPost(content: $content)
  }

  mutation CreateBlogPost($input: CreateBlogPostInput!) {
    createBlogPost(input: $input) {
      id
      slug
    }
  }

  mutation UpdateBlogPost($id: ID!, $input: UpdateBlogPostInput!) {
    updateBlogPost(id: $id, input: $input) {
      id
      slug
    }
  }

  mutation DeleteBlogPost($id: ID!) {
    deleteBlogPost(id: $id)
  }
`;
