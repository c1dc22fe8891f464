/**
 * Whether the condition has ever been true since the component was created, for what is fetched on first use.
 */
export function wasTrue(condition: () => boolean): { readonly yet: boolean } {
  let yet = $state(false);
  $effect.pre(() => {
    if (condition()) yet = true;
  });
  return {
    get yet() {
      return yet;
    },
  };
}
