const ROW = 24;

/** As high as its rows, up to so many; what is more scrolls. */
export const treeHeight = (rows: number, most: number): { readonly height: number } => ({
  height: Math.max(1, Math.min(rows, most)) * ROW + (rows > most ? ROW / 2 : 0),
});
