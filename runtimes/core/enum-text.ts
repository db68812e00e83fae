/** An enum of a contract's language: its name without those around it, and its members from 0. */
export interface EnumNames {
  readonly name: string;
  readonly members: readonly string[];
}

/** `Mood.Happy`; of a number that is no member `Mood(7)`. */
export function enumText({ name, members }: EnumNames, value: bigint): string {
  const member = members[Number(value)];
  return member === undefined ? `${name}(${value})` : `${name}.${member}`;
}
