/** Whether the condition has ever held since the component was made: for what is fetched at its first use. */
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
