/** A link of the web that may be handed to the system: it would start any program for other schemes. undefined: it is none. */
export function webLink(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && href.length < 2_048 ? href : undefined;
}
