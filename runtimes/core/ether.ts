const UNIT = 10n ** 18n;

/** An amount as a person reads it: `1.2 ether`; `5 wei` where ether would be all zeros. */
export function ether(amount: bigint): string {
  if (amount !== 0n && amount < 10n ** 9n) return `${amount} wei`;
  const fraction = (amount % UNIT).toString().padStart(18, '0').replace(/0+$/, '');
  return `${amount / UNIT}${fraction === '' ? '' : `.${fraction}`} ether`;
}
