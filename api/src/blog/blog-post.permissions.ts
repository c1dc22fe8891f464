import { addsPosts, allow, changesPosts, deletesPosts, previewsPosts } from '../access/root-permissions.ts';

export const blogRules = {
  Query: { blogPost: allow, blogPosts: allow, previewBlogPost: previewsPosts },
  Mutation: { createBlogPost: addsPosts, updateBlogPost: changesPosts, deleteBlogPost: deletesPosts },
};
