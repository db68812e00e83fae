/** The child's side of json-process.ts: answers each request with what `handle` returns; ends with its parent. */
export function serveJson(handle: (body: unknown) => unknown): void {
  process.on('message', (message: { id: number; body: unknown }) => {
    try {
      process.send?.({ id: message.id, body: handle(message.body) });
    } catch (error) {
      process.send?.({ id: message.id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
