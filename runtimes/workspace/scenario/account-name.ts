/** Names of accounts in a scenario; `random` and `zipf` are ways to pick one. */
export const isAccountName = (text: string): boolean =>
  /^[A-Za-z][\w-]{0,63}$/.test(text) && text !== 'random' && text !== 'zipf';
